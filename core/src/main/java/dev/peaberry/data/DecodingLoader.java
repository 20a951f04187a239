package dev.peaberry.data;

import dev.peaberry.image.ImageDecoder;
import dev.peaberry.image.RowDecoder;
import dev.peaberry.image.UndecodableImageException;
import java.util.Optional;

/** Decodes pictures and resizes them straight into their places. Thread-safe. */
final class DecodingLoader implements RowLoader {
  private final ImageSource source;
  private final PipelineSettings settings;
  private final BrokenImages broken;
  private final int rowBytes;
  private final ThreadLocal<RowDecoder> decoders;

  DecodingLoader(ImageSource source, PipelineSettings settings, BrokenImages broken) {
    this.source = source;
    this.settings = settings;
    this.broken = broken;
    this.rowBytes = settings.rowBytes();
    ImageDecoder decoder =
        source
            .decoder()
            .withColorMode(settings.colorMode())
            .withExifRotation(settings.exifRotation());
    this.decoders =
        ThreadLocal.withInitial(
            () ->
                settings.reducedDecoding()
                    ? RowDecoder.reduced(decoder, settings.resizer())
                    : RowDecoder.of(decoder, settings.resizer()));
  }

  @Override
  public int rowBytes() {
    return rowBytes;
  }

  @Override
  public boolean load(int index, int occurrence, byte[] target, int offset) {
    try {
      Optional<byte[]> file = source.file(index);
      if (file.isPresent()) {
        decode(index, file.get(), target, offset);
      } else {
        settings.resizer().resizeInto(source.read(index, settings.colorMode()), target, offset);
      }
      return true;
    } catch (BrokenImageException e) {
      broken.add(index, e.toBrokenImage());
      return false;
    }
  }

  private void decode(int index, byte[] file, byte[] target, int offset)
      throws BrokenImageException {
    try {
      decoders.get().decodeInto(file, target, offset);
    } catch (UndecodableImageException e) {
      throw new BrokenImageException(source.name(index), Reasons.of(e), e);
    }
  }
}
