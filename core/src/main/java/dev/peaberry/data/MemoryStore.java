package dev.peaberry.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pictures in memory, in segments because a Java array ends at 2 GiB. Filled once, then read. */
final class MemoryStore implements PixelStore {
  private static final int SEGMENT_BYTES = 64 << 20;

  private final int rowBytes;
  private final int segmentRows;
  private final List<byte[]> segments = new ArrayList<>();
  private final int[] indices;
  private int size;

  MemoryStore(int capacity, int rowBytes) {
    this.rowBytes = rowBytes;
    this.segmentRows = Math.max(1, SEGMENT_BYTES / rowBytes);
    this.indices = new int[capacity];
  }

  /**
   * Checks before anything is decoded that the pictures fit.
   *
   * @throws DataException if they do not
   */
  static void requireFits(long pictures, PipelineSettings settings, long limit) {
    long bytes = pictures * settings.rowBytes();
    if (bytes > limit) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%d pictures of %d x %d pixels take %s in memory, more than the limit of %s:"
                  + " cache them on disk, make them smaller, or give Java more memory (-Xmx)",
              pictures,
              settings.resizer().width(),
              settings.resizer().height(),
              text(bytes),
              text(limit)));
    }
  }

  private static String text(long bytes) {
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** Takes over the good rows of a chunk. */
  void append(RowStream.Chunk chunk) {
    for (int i = 0; i < chunk.indices().length; i++) {
      if (chunk.indices()[i] < 0) {
        continue;
      }
      if (size % segmentRows == 0) {
        int rows = Math.min(segmentRows, indices.length - size);
        segments.add(new byte[rows * rowBytes]);
      }
      int at = (size % segmentRows) * rowBytes;
      System.arraycopy(
          chunk.pixels(), i * rowBytes, segments.get(segments.size() - 1), at, rowBytes);
      indices[size++] = chunk.indices()[i];
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int rowBytes() {
    return rowBytes;
  }

  @Override
  public int index(int row) {
    return indices[row];
  }

  @Override
  public void copy(int row, byte[] target, int offset) {
    byte[] segment = segments.get(row / segmentRows);
    System.arraycopy(segment, (row % segmentRows) * rowBytes, target, offset, rowBytes);
  }
}
