package dev.peaberry.image;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a picture file says about itself before any pixel is decoded. Immutable.
 *
 * @param format the format its first bytes tell
 * @param height rows, in pixels, at least 1
 * @param width columns, in pixels, at least 1
 */
public record ImageHeader(ImageFormat format, int height, int width) {
  private static final int LONGEST_JPEG_HEADER = 64 << 20;

  /**
   * Reads the header of a file held in memory.
   *
   * @throws UndecodableImageException if it is no picture, or ends within the header
   */
  public static ImageHeader read(byte[] contents) throws UndecodableImageException {
    try {
      return read(new ByteArrayInputStream(contents));
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory failed", e);
    }
  }

  /**
   * Reads as much of a stream as the header needs, usually less than 100 bytes, some kilobytes
   * where a JPEG file carries metadata.
   *
   * @throws UndecodableImageException if it is no picture, or ends within the header
   * @throws IOException if the stream cannot be read
   */
  public static ImageHeader read(InputStream stream) throws IOException, UndecodableImageException {
    byte[] signature = stream.readNBytes(ImageFormat.SIGNATURE_LENGTH);
    if (signature.length == 0) {
      throw new UndecodableImageException("the file is empty");
    }
    ImageFormat format =
        ImageFormat.of(signature)
            .orElseThrow(
                () ->
                    new UndecodableImageException(
                        "not a picture: its first bytes are none of JPEG, PNG, GIF, BMP, WebP"));
    try {
      ImageHeader header =
          switch (format) {
            case JPEG -> jpeg(signature, stream);
            case PNG -> png(stream);
            case GIF -> gif(signature);
            case BMP -> bmp(stream);
            case WEBP -> webp(stream);
          };
      if (header.height < 1 || header.width < 1) {
        throw new UndecodableImageException(
            "a " + format + " file of " + header.width + " x " + header.height + " pixels");
      }
      return header;
    } catch (EOFException e) {
      throw new UndecodableImageException("the " + format + " file ends within its header", e);
    }
  }

  /** The number of pixels. */
  public long pixels() {
    return (long) height * width;
  }

  /** Walks over the segments to the frame header, {@code SOF0} to {@code SOF15}. */
  private static ImageHeader jpeg(byte[] signature, InputStream stream)
      throws IOException, UndecodableImageException {
    InputStream rest =
        new SequenceInputStream(
            new ByteArrayInputStream(signature, 2, signature.length - 2), stream);
    for (int walked = 0; walked < LONGEST_JPEG_HEADER; ) {
      int marker = nextMarker(rest);
      if (marker == 0xd9 || marker == 0xda) {
        break;
      }
      if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
        continue;
      }
      int length = big(rest, 2).getShort() & 0xffff;
      boolean frame = marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 != 0);
      if (frame) {
        ByteBuffer sizes = big(rest, 5);
        return new ImageHeader(
            ImageFormat.JPEG, sizes.getShort(1) & 0xffff, sizes.getShort(3) & 0xffff);
      }
      rest.skipNBytes(Math.max(0, length - 2));
      walked += length + 2;
    }
    throw new UndecodableImageException("the JPEG file has no frame header");
  }

  private static int nextMarker(InputStream stream) throws IOException {
    int value = stream.read();
    // Stray bytes between segments are skipped, as libjpeg does.
    while (value != 0xff) {
      requireByte(value);
      value = stream.read();
    }
    while (value == 0xff) {
      value = stream.read();
    }
    return requireByte(value);
  }

  private static int requireByte(int value) throws EOFException {
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  private static ImageHeader png(InputStream stream) throws IOException, UndecodableImageException {
    // 12 bytes are read: the signature and the length of the first chunk.
    ByteBuffer chunk = big(stream, 12);
    if (chunk.getInt(0) != 0x49484452) {
      throw new UndecodableImageException("the PNG file does not begin with its header chunk");
    }
    return new ImageHeader(ImageFormat.PNG, chunk.getInt(8), chunk.getInt(4));
  }

  private static ImageHeader gif(byte[] signature) throws IOException {
    if (signature.length < ImageFormat.SIGNATURE_LENGTH) {
      throw new EOFException();
    }
    ByteBuffer screen = ByteBuffer.wrap(signature).order(ByteOrder.LITTLE_ENDIAN);
    return new ImageHeader(
        ImageFormat.GIF, screen.getShort(8) & 0xffff, screen.getShort(6) & 0xffff);
  }

  private static ImageHeader bmp(InputStream stream) throws IOException {
    ByteBuffer info = little(stream, 14);
    int size = info.getInt(2);
    if (size == 12) {
      return new ImageHeader(ImageFormat.BMP, info.getShort(8) & 0xffff, info.getShort(6) & 0xffff);
    }
    // A negative height means that the rows go from top to bottom.
    return new ImageHeader(ImageFormat.BMP, Math.abs(info.getInt(10)), info.getInt(6));
  }

  private static ImageHeader webp(InputStream stream)
      throws IOException, UndecodableImageException {
    ByteBuffer chunk = little(stream, 13);
    int kind = chunk.getInt(0);
    if (kind == 0x4c385056) { // "VP8L": signature byte, then 14 bits each of width - 1, height - 1
      int bits = chunk.getInt(9);
      return new ImageHeader(ImageFormat.WEBP, ((bits >>> 14) & 0x3fff) + 1, (bits & 0x3fff) + 1);
    }
    ByteBuffer more = little(stream, 5);
    if (kind == 0x20385056) { // "VP8 ": frame tag, start code, then 14 bits each
      return new ImageHeader(
          ImageFormat.WEBP, more.getShort(3) & 0x3fff, more.getShort(1) & 0x3fff);
    }
    if (kind == 0x58385056) { // "VP8X": flags, then 24 bits each of width - 1 and height - 1
      int width = (chunk.get(12) & 0xff) | ((more.getShort(0) & 0xffff) << 8);
      return new ImageHeader(ImageFormat.WEBP, (more.getInt(1) >>> 8) + 1, width + 1);
    }
    throw new UndecodableImageException("the WebP file begins with an unknown chunk");
  }

  private static ByteBuffer big(InputStream stream, int count) throws IOException {
    byte[] bytes = stream.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes);
  }

  private static ByteBuffer little(InputStream stream, int count) throws IOException {
    return big(stream, count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
