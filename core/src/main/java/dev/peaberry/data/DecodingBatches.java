package dev.peaberry.data;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Batches decoded while they are consumed. While no picture is broken a chunk of the stream is a
 * batch as it stands; after the first broken one rows move up to fill the gaps.
 */
final class DecodingBatches implements Batches {
  private final RowStream rows;
  private final BatchMaker maker;
  private final int rowBytes;
  private final int batchSize;
  private final boolean dropRemainder;

  private Optional<RowStream.Chunk> current = Optional.empty();
  private int used;
  private Optional<Batch> next = Optional.empty();
  private boolean ended;

  DecodingBatches(RowStream rows, BatchMaker maker, PipelineSettings settings) {
    this.rows = rows;
    this.maker = maker;
    this.rowBytes = settings.outputBytes();
    this.batchSize = settings.batchSize();
    this.dropRemainder = settings.dropRemainder();
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty() && !ended) {
      next = assemble();
      ended = next.isEmpty();
      if (ended) {
        rows.close();
      }
    }
    return next.isPresent();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The pass is over");
    }
    Batch batch = next.orElseThrow();
    next = Optional.empty();
    return batch;
  }

  private Optional<Batch> assemble() {
    if (current.isEmpty()) {
      current = rows.next();
      used = 0;
      if (current.isPresent() && current.get().whole() && full(current.get().indices().length)) {
        RowStream.Chunk chunk = current.get();
        current = Optional.empty();
        return Optional.of(maker.make(chunk.pixels(), chunk.indices()));
      }
    }
    byte[] pixels = new byte[batchSize * rowBytes];
    int[] indices = new int[batchSize];
    int filled = 0;
    while (filled < batchSize && current.isPresent()) {
      filled = take(current.get(), pixels, indices, filled);
      if (used == current.get().indices().length) {
        current = rows.next();
        used = 0;
      }
    }
    if (filled == 0 || (filled < batchSize && dropRemainder)) {
      return Optional.empty();
    }
    return Optional.of(
        full(filled)
            ? maker.make(pixels, indices)
            : maker.make(Arrays.copyOf(pixels, filled * rowBytes), Arrays.copyOf(indices, filled)));
  }

  private boolean full(int rowCount) {
    return rowCount == batchSize;
  }

  private int take(RowStream.Chunk chunk, byte[] pixels, int[] indices, int from) {
    int filled = from;
    for (; used < chunk.indices().length && filled < batchSize; used++) {
      if (chunk.indices()[used] >= 0) {
        System.arraycopy(chunk.pixels(), used * rowBytes, pixels, filled * rowBytes, rowBytes);
        indices[filled++] = chunk.indices()[used];
      }
    }
    return filled;
  }

  @Override
  public void close() {
    ended = true;
    next = Optional.empty();
    rows.close();
  }
}
