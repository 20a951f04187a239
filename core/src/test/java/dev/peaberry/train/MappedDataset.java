package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import java.util.function.BiFunction;

/** The batches of another data set, each changed; the function gets its number in the pass, too. */
record MappedDataset(Dataset data, BiFunction<Integer, Batch, Batch> change) implements Dataset {
  @Override
  public long size() {
    return data.size();
  }

  @Override
  public long batches() {
    return data.batches();
  }

  @Override
  public Batches open(int epoch) {
    Batches batches = data.open(epoch);
    return new Batches() {
      private int number;

      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public Batch next() {
        return change.apply(++number, batches.next());
      }

      @Override
      public void close() {
        batches.close();
      }
    };
  }
}
