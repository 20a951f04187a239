package dev.peaberry.data;

/** Decodes pictures and resizes them. Immutable and thread-safe. */
final class DecodingLoader implements RowLoader {
  private final ImageSource source;
  private final PipelineSettings settings;
  private final BrokenImages broken;
  private final int rowBytes;

  DecodingLoader(ImageSource source, PipelineSettings settings, BrokenImages broken) {
    this.source = source;
    this.settings = settings;
    this.broken = broken;
    this.rowBytes = settings.rowBytes();
  }

  @Override
  public int rowBytes() {
    return rowBytes;
  }

  /** Decodes and resizes straight into its place. */
  @Override
  public boolean load(int index, byte[] target, int offset) {
    try {
      settings.resizer().resizeInto(source.read(index, settings.colorMode()), target, offset);
      return true;
    } catch (BrokenImageException e) {
      broken.add(index, e.toBrokenImage());
      return false;
    }
  }
}
