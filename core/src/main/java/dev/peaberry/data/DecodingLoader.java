package dev.peaberry.data;

import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.UndecodableImageException;
import java.util.Optional;

/** Decodes pictures and resizes them. Immutable and thread-safe. */
final class DecodingLoader implements RowLoader {
  private final ImageSource source;
  private final PipelineSettings settings;
  private final BrokenImages broken;
  private final ImageDecoder decoder;
  private final int leastSide;
  private final int rowBytes;

  DecodingLoader(ImageSource source, PipelineSettings settings, BrokenImages broken) {
    this.source = source;
    this.settings = settings;
    this.broken = broken;
    this.decoder =
        source
            .decoder()
            .withColorMode(settings.colorMode())
            .withExifRotation(settings.exifRotation());
    this.leastSide =
        settings.reducedDecoding()
            ? Math.max(settings.resizer().height(), settings.resizer().width())
            : Integer.MAX_VALUE;
    this.rowBytes = settings.rowBytes();
  }

  @Override
  public int rowBytes() {
    return rowBytes;
  }

  /** Decodes and resizes straight into its place. */
  @Override
  public boolean load(int index, int occurrence, byte[] target, int offset) {
    try {
      settings.resizer().resizeInto(read(index), target, offset);
      return true;
    } catch (BrokenImageException e) {
      broken.add(index, e.toBrokenImage());
      return false;
    }
  }

  private Image read(int index) throws BrokenImageException {
    if (!settings.reducedDecoding() && !settings.exifRotation()) {
      return source.read(index, settings.colorMode());
    }
    Optional<byte[]> file = source.file(index);
    if (file.isEmpty()) {
      return source.read(index, settings.colorMode());
    }
    try {
      return decoder.decodeReduced(file.get(), leastSide);
    } catch (UndecodableImageException e) {
      throw new BrokenImageException(source.name(index), Reasons.of(e), e);
    }
  }
}
