package dev.peaberry.image;

import dev.peaberry.engine.ImageOps;
import dev.peaberry.engine.PixelBuffer;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;

/**
 * Decodes picture files to 8-bit pixels, equal to TensorFlow's {@code tf.io.decode_image}.
 * Immutable and thread-safe.
 *
 * <p>JPEG, PNG, GIF (its first frame), BMP and WebP are told apart by content. EXIF rotation is
 * ignored unless {@link #withExifRotation} asks for it, transparency is dropped and not blended,
 * and of 16 bits the high byte is kept, as in Keras. Where TensorFlow refuses a combination (a grey
 * GIF, a JPEG with alpha, a BMP with a colour palette) this decoder converts.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/io/decode_image">decode_image</a>
 */
public final class ImageDecoder {
  /** The largest picture decoded by default, in pixels: the number at which Pillow refuses. */
  public static final long DEFAULT_PIXEL_LIMIT = 178_956_970L;

  private final ColorMode colorMode;
  private final long pixelLimit;

  private final boolean exifRotation;

  private ImageDecoder(ColorMode colorMode, long pixelLimit, boolean exifRotation) {
    this.colorMode = colorMode;
    this.pixelLimit = pixelLimit;
    this.exifRotation = exifRotation;
  }

  /** A decoder to the given channels with the default pixel limit. */
  public static ImageDecoder of(ColorMode colorMode) {
    return new ImageDecoder(colorMode, DEFAULT_PIXEL_LIMIT, false);
  }

  /**
   * This decoder with another limit on height times width. A file that announces more is refused
   * before memory is allocated for it.
   *
   * @throws IllegalArgumentException if the limit is below 1
   */
  public ImageDecoder withPixelLimit(long pixels) {
    if (pixels < 1) {
      throw new IllegalArgumentException("A pixel limit is at least 1, found " + pixels);
    }
    return new ImageDecoder(colorMode, pixels, exifRotation);
  }

  /** This decoder to other channels. */
  public ImageDecoder withColorMode(ColorMode other) {
    return new ImageDecoder(other, pixelLimit, exifRotation);
  }

  /**
   * This decoder turning and mirroring JPEG files as their EXIF data say, so that they show what is
   * up above; Keras does not.
   */
  public ImageDecoder withExifRotation(boolean on) {
    return new ImageDecoder(colorMode, pixelLimit, on);
  }

  /** The channels that this decoder gives. */
  public ColorMode colorMode() {
    return colorMode;
  }

  /**
   * Decodes a whole picture file.
   *
   * @throws UndecodableImageException if it is no picture, damaged, or larger than the limit
   */
  public Image decode(byte[] contents) throws UndecodableImageException {
    return decode(contents, Integer.MAX_VALUE);
  }

  /**
   * Decodes a picture file for an overview: a JPEG file to a half, a quarter or an eighth of its
   * size, as long as both sides keep at least the given number of pixels; other formats as they
   * are. A damaged file is refused as by {@link #decode(byte[])}.
   *
   * @param leastSide in pixels
   * @throws UndecodableImageException if it is no picture, damaged, or larger than the limit
   */
  public Image decodeReduced(byte[] contents, int leastSide) throws UndecodableImageException {
    return decode(contents, leastSide);
  }

  private Image decode(byte[] contents, int leastSide) throws UndecodableImageException {
    return decode(contents, leastSide, new PixelBuffer()).toImage();
  }

  /** Decodes into a buffer, where no conversion wants another one. */
  Pixels decode(byte[] contents, int leastSide, PixelBuffer buffer)
      throws UndecodableImageException {
    ImageHeader header = ImageHeader.read(contents);
    requireBearable(header);
    try {
      Pixels decoded =
          switch (header.format()) {
            case JPEG -> jpeg(contents, reduction(header, leastSide), buffer);
            case PNG -> png(contents, buffer);
            case GIF -> pixels(ImageOps.shared().decodeGif(gif(contents)));
            case BMP -> bmp(contents);
            case WEBP -> Pixels.of(WebP.decode(contents, this::requireBearable));
          };
      return finished(decoded, header.format(), contents);
    } catch (IllegalArgumentException e) {
      throw new UndecodableImageException(
          "damaged " + header.format() + " file: " + e.getMessage(), e);
    }
  }

  private Pixels finished(Pixels decoded, ImageFormat format, byte[] contents) {
    boolean rotates = exifRotation && format == ImageFormat.JPEG;
    if (decoded.channels() == colorMode.channels() && !rotates) {
      return decoded;
    }
    Image converted = Channels.convert(decoded.toImage(), colorMode);
    return Pixels.of(rotates ? Orientation.of(contents).apply(converted) : converted);
  }

  private void requireBearable(ImageHeader header) throws UndecodableImageException {
    long bytes = header.pixels() * colorMode.channels();
    if (header.pixels() > pixelLimit || bytes > Integer.MAX_VALUE - 8) {
      throw new UndecodableImageException(
          "%s file of %d x %d pixels, more than the limit of %d pixels"
              .formatted(header.format(), header.width(), header.height(), pixelLimit));
    }
  }

  private static int reduction(ImageHeader header, int leastSide) {
    int side = Math.min(header.height(), header.width());
    int reduction = 8;
    while (reduction > 1 && side / reduction < leastSide) {
      reduction /= 2;
    }
    return reduction;
  }

  private Pixels jpeg(byte[] contents, int reduction, PixelBuffer buffer) {
    int channels = colorMode == ColorMode.GRAYSCALE ? 1 : 3;
    Shape shape = ImageOps.shared().decodeJpeg(contents, channels, reduction, buffer);
    return pixels(shape, buffer.bytes());
  }

  private Pixels png(byte[] contents, PixelBuffer buffer) {
    Shape shape = ImageOps.shared().decodePng(contents, colorMode.channels(), buffer);
    return pixels(shape, buffer.bytes());
  }

  private byte[] gif(byte[] contents) throws UndecodableImageException {
    return GifFirstFrame.cut(contents, this::requireBearable);
  }

  private static Pixels bmp(byte[] contents) throws UndecodableImageException {
    return BufferedImages.isPlainBmp(contents)
        ? pixels(ImageOps.shared().decodeBmp(contents))
        : Pixels.of(BufferedImages.readBmp(contents));
  }

  private static Pixels pixels(UInt8Array array) {
    return pixels(array.shape(), array.data());
  }

  /** Takes {@code (H, W, C)}, or {@code (1, H, W, C)} from a GIF file. */
  private static Pixels pixels(Shape shape, byte[] bytes) {
    return new Pixels(shape.get(-3), shape.get(-2), shape.last(), bytes);
  }
}
