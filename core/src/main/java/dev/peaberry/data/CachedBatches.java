package dev.peaberry.data;

import java.util.Arrays;
import java.util.NoSuchElementException;

/** Batches gathered from pictures that lie ready. */
final class CachedBatches implements Batches {
  private final PixelStore store;
  private final BatchMaker maker;
  private final int[] order;
  private final int batchSize;
  private final int end;
  private int at;

  /** The stored rows {@code order}, in that order. */
  CachedBatches(PixelStore store, BatchMaker maker, int[] order, PipelineSettings settings) {
    this.store = store;
    this.maker = maker;
    this.order = order;
    this.batchSize = settings.batchSize();
    this.end = settings.dropRemainder() ? order.length - order.length % batchSize : order.length;
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
    int[] rows = Arrays.copyOfRange(order, at, Math.min(at + batchSize, end));
    at += rows.length;
    byte[] pixels = new byte[rows.length * store.rowBytes()];
    int[] indices = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      store.copy(rows[i], pixels, i * store.rowBytes());
      indices[i] = store.index(rows[i]);
    }
    return maker.make(pixels, indices);
  }

  @Override
  public void close() {
    at = end;
  }
}
