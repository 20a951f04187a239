package dev.peaberry.data;

import java.util.Arrays;
import java.util.NoSuchElementException;

/** Batches gathered from pictures that lie ready. */
final class CachedBatches implements Batches {
  private final PixelStore store;
  private final BatchMaker maker;
  private final int[] order;
  private final int rowBytes;
  private final int batchSize;
  private final int end;
  private int at;

  /** The stored pictures {@code order}, in that order. */
  CachedBatches(PixelStore store, BatchMaker maker, int[] order, PipelineSettings settings) {
    this.store = store;
    this.maker = maker;
    this.order = order;
    this.rowBytes = settings.rowBytes();
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
    int[] indices = Arrays.copyOfRange(order, at, Math.min(at + batchSize, end));
    at += indices.length;
    byte[] pixels = new byte[indices.length * rowBytes];
    for (int i = 0; i < indices.length; i++) {
      store.copy(indices[i], pixels, i * rowBytes);
    }
    return maker.make(pixels, indices);
  }

  @Override
  public void close() {
    at = end;
  }
}
