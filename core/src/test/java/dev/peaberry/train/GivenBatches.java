package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import java.util.Iterator;
import java.util.List;

/** The same batches in every epoch. */
public record GivenBatches(List<Batch> all) implements Dataset {
  /** These, in this order. */
  public GivenBatches(Batch... all) {
    this(List.of(all));
  }

  @Override
  public long size() {
    return all.stream().mapToLong(Batch::size).sum();
  }

  @Override
  public long batches() {
    return all.size();
  }

  @Override
  public Batches open(int epoch) {
    Iterator<Batch> batches = all.iterator();
    return new Batches() {
      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public Batch next() {
        return batches.next();
      }

      @Override
      public void close() {}
    };
  }
}
