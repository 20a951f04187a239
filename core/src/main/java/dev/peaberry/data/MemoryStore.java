package dev.peaberry.data;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Pictures in memory, in segments because a Java array ends at 2 GiB; a segment is taken when its
 * first picture comes. Thread-safe.
 */
final class MemoryStore implements PixelStore {
  private static final int SEGMENT_BYTES = 16 << 20;

  private final int size;
  private final int rowBytes;
  private final int segmentRows;
  private final AtomicReferenceArray<byte[]> segments;
  private final KnownRows ready;
  private final KnownRows known;

  /** Room for a number of pictures. */
  MemoryStore(int size, int rowBytes) {
    this.size = size;
    this.rowBytes = rowBytes;
    this.segmentRows = Math.max(1, SEGMENT_BYTES / rowBytes);
    this.segments = new AtomicReferenceArray<>((size + segmentRows - 1) / segmentRows);
    this.ready = new KnownRows(size);
    this.known = new KnownRows(size);
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
              Bytes.text(bytes),
              Bytes.text(limit)));
    }
  }

  @Override
  public boolean has(int index) {
    return ready.contains(index);
  }

  @Override
  public boolean isComplete() {
    return known.isFull();
  }

  @Override
  public void put(int index, byte[] pixels, int offset) {
    int at = (index % segmentRows) * rowBytes;
    System.arraycopy(pixels, offset, segment(index / segmentRows), at, rowBytes);
    ready.completes(index);
    known.completes(index);
  }

  @Override
  public void skip(int index) {
    known.completes(index);
  }

  private byte[] segment(int number) {
    byte[] segment = segments.get(number);
    if (segment == null) {
      int rows = Math.min(segmentRows, size - number * segmentRows);
      segments.compareAndSet(number, null, new byte[rows * rowBytes]);
      segment = segments.get(number);
    }
    return segment;
  }

  @Override
  public void copy(int index, byte[] target, int offset) {
    byte[] segment = segments.get(index / segmentRows);
    System.arraycopy(segment, (index % segmentRows) * rowBytes, target, offset, rowBytes);
  }
}
