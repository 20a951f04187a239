package dev.peaberry.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads WebP files, which the TensorFlow version in use does not. Colour profiles are ignored, as
 * TensorFlow does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649</a>
 */
final class WebP {
  private static final int LOSSY = fourCc("VP8 ");
  private static final int LOSSLESS = fourCc("VP8L");
  private static final int ALPHA = fourCc("ALPH");
  private static final int FRAME = fourCc("ANMF");

  private WebP() {}

  /** A part of the file: its contents are {@code from .. to - 1}. */
  private record Chunk(int from, int to) {}

  static Image decode(byte[] contents, HeaderCheck check) throws UndecodableImageException {
    Optional<Chunk> lossy = find(contents, LOSSY);
    if (lossy.isPresent()) {
      check.check(ImageHeader.read(alone(contents, LOSSY, lossy.get())));
      Image colours = Vp8Decoder.decode(contents, lossy.get().from(), lossy.get().to());
      Optional<Chunk> alpha = find(contents, ALPHA);
      return alpha.isPresent() ? withAlpha(colours, contents, alpha.get()) : colours;
    }
    Optional<Chunk> lossless = find(contents, LOSSLESS);
    if (lossless.isPresent()) {
      byte[] file = alone(contents, LOSSLESS, lossless.get());
      check.check(ImageHeader.read(file));
      return read(file);
    }
    checkFrames(contents, check);
    return read(contents);
  }

  private static Image read(byte[] file) throws UndecodableImageException {
    return BufferedImages.rgba(
        BufferedImages.read(
            new WebPImageReaderSpi().createReaderInstance(null), file, ImageFormat.WEBP));
  }

  /** Decodes the contents of a lossless chunk. */
  static Image lossless(byte[] chunk) throws UndecodableImageException {
    return read(alone(chunk, LOSSLESS, new Chunk(0, chunk.length)));
  }

  private static Image withAlpha(Image colours, byte[] contents, Chunk alpha)
      throws UndecodableImageException {
    byte[] plane =
        WebPAlpha.decode(contents, alpha.from(), alpha.to(), colours.height(), colours.width());
    byte[] pixels = ColorMode.RGBA.convert(colours).pixels();
    for (int i = 0; i < plane.length; i++) {
      pixels[4 * i + 3] = plane[i];
    }
    return new Image(colours.height(), colours.width(), 4, pixels);
  }

  private static Optional<Chunk> find(byte[] contents, int wanted) {
    ByteBuffer file = ByteBuffer.wrap(contents).order(ByteOrder.LITTLE_ENDIAN);
    long at = 12;
    while (at + 8 <= contents.length) {
      long size = file.getInt((int) at + 4) & 0xffffffffL;
      if (file.getInt((int) at) == wanted) {
        return Optional.of(new Chunk((int) at + 8, (int) Math.min(contents.length, at + 8 + size)));
      }
      at += 8 + size + size % 2;
    }
    return Optional.empty();
  }

  /** A file of one chunk: without profile and metadata, and with the size that really comes. */
  private static byte[] alone(byte[] contents, int kind, Chunk chunk) {
    int size = chunk.to() - chunk.from();
    return ByteBuffer.allocate(20 + size + size % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(fourCc("RIFF"))
        .putInt(12 + size + size % 2)
        .putInt(fourCc("WEBP"))
        .putInt(kind)
        .putInt(size)
        .put(contents, chunk.from(), size)
        .array();
  }

  /** An animation's first frame may claim another size than the canvas. */
  private static void checkFrames(byte[] contents, HeaderCheck check)
      throws UndecodableImageException {
    Optional<Chunk> frame = find(contents, FRAME);
    if (frame.isPresent() && frame.get().to() - frame.get().from() >= 12) {
      ByteBuffer sizes = ByteBuffer.wrap(contents).order(ByteOrder.LITTLE_ENDIAN);
      int width = (sizes.getInt(frame.get().from() + 5) >>> 8) + 1;
      int height = (sizes.getInt(frame.get().from() + 8) >>> 8) + 1;
      check.check(new ImageHeader(ImageFormat.WEBP, height, width));
    }
  }

  private static int fourCc(String text) {
    return text.charAt(0) | (text.charAt(1) << 8) | (text.charAt(2) << 16) | (text.charAt(3) << 24);
  }
}
