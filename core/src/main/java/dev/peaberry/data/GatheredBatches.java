package dev.peaberry.data;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Batches gathered from what lies ready. */
final class GatheredBatches implements Batches {
  private final int[] order;
  private final int batchSize;
  private final int end;
  private final Function<int[], Batch> gathering;
  private int at;

  /**
   * The pictures {@code order}, in that order.
   *
   * @param dropRemainder whether a last batch that is smaller than the others is left out
   * @param gathering makes a batch of the pictures of these indices
   */
  GatheredBatches(
      int[] order, int batchSize, boolean dropRemainder, Function<int[], Batch> gathering) {
    this.order = order;
    this.batchSize = batchSize;
    this.end = dropRemainder ? order.length - order.length % batchSize : order.length;
    this.gathering = gathering;
  }

  @Override
  public boolean hasNext() {
    return at < end;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The pass is over");
    }
    int[] indices = Arrays.copyOfRange(order, at, Math.min(at + batchSize, end));
    at += indices.length;
    return gathering.apply(indices);
  }

  @Override
  public void close() {
    at = end;
  }
}
