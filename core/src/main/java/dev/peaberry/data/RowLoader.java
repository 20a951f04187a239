package dev.peaberry.data;

/** Loads one picture as a row of bytes, the pixels of a batch's one place. Thread-safe. */
final class RowLoader {
  private final ImageSource source;
  private final PipelineSettings settings;
  private final BrokenImages broken;
  private final int rowBytes;

  RowLoader(ImageSource source, PipelineSettings settings, BrokenImages broken) {
    this.source = source;
    this.settings = settings;
    this.broken = broken;
    this.rowBytes = settings.rowBytes();
  }

  int rowBytes() {
    return rowBytes;
  }

  /**
   * Decodes and resizes straight into its place.
   *
   * @return false if the picture is broken, which is then listed
   * @throws DataException if too many are broken
   */
  boolean load(int index, byte[] target, int offset) {
    try {
      settings.resizer().resizeInto(source.read(index, settings.colorMode()), target, offset);
      return true;
    } catch (BrokenImageException e) {
      broken.add(index, e.toBrokenImage());
      return false;
    }
  }
}
