package dev.peaberry.cli;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import java.util.function.BooleanSupplier;

/**
 * Examples of which a pass ends early, after one batch at least, when somebody wants it.
 * Thread-safe if the examples are.
 *
 * @param dataset the examples
 * @param stopped whether somebody wants it
 */
record StoppableDataset(Dataset dataset, BooleanSupplier stopped) implements Dataset {
  @Override
  public long size() {
    return dataset.size();
  }

  @Override
  public long batches() {
    return dataset.batches();
  }

  @Override
  public Batches open(int epoch) {
    Batches all = dataset.open(epoch);
    return new Batches() {
      private boolean begun;

      @Override
      public boolean hasNext() {
        return all.hasNext() && !(begun && stopped.getAsBoolean());
      }

      @Override
      public Batch next() {
        begun = true;
        return all.next();
      }

      @Override
      public void close() {
        all.close();
      }
    };
  }
}
