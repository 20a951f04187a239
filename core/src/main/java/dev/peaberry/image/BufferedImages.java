package dev.peaberry.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** What the Java platform's own picture readers do for formats that TensorFlow reads in part. */
final class BufferedImages {
  private BufferedImages() {}

  /**
   * Whether TensorFlow reads this BMP file as everybody does: uncompressed, 24 or 32 bits a pixel.
   * Of a palette it would give the indices.
   */
  static boolean isPlainBmp(byte[] contents) {
    ByteBuffer header = ByteBuffer.wrap(contents).order(ByteOrder.LITTLE_ENDIAN);
    boolean complete = contents.length >= 54 && header.getInt(14) >= 40;
    return complete && header.getShort(28) >= 24 && header.getInt(30) == 0;
  }

  /** Any BMP file, as red, green and blue. */
  static Image readBmp(byte[] contents) throws UndecodableImageException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("bmp").next();
    return rgb(read(reader, contents, ImageFormat.BMP));
  }

  /** Reads the first picture of a file and disposes of the reader. */
  static BufferedImage read(ImageReader reader, byte[] contents, ImageFormat format)
      throws UndecodableImageException {
    try (MemoryCacheImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(contents))) {
      reader.setInput(stream, true, true);
      return reader.read(0);
    } catch (IOException | RuntimeException e) {
      // The readers meet damaged files with all kinds of runtime exceptions.
      throw new UndecodableImageException("damaged " + format + " file: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  /** The colours of a picture, alpha dropped; a grey picture stays grey. */
  static Image rgb(BufferedImage picture) {
    if (picture.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      return grey(picture);
    }
    int height = picture.getHeight();
    int width = picture.getWidth();
    byte[] pixels = new byte[height * width * 3];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        pixels[at++] = (byte) (argb >> 16);
        pixels[at++] = (byte) (argb >> 8);
        pixels[at++] = (byte) argb;
      }
    }
    return new Image(height, width, 3, pixels);
  }

  /** Read from the raster: getRGB would correct the gamma of grey pictures. */
  private static Image grey(BufferedImage picture) {
    int height = picture.getHeight();
    int width = picture.getWidth();
    byte[] pixels = new byte[height * width];
    picture.getRaster().getDataElements(0, 0, width, height, pixels);
    return new Image(height, width, 1, pixels);
  }

  /** The colours and the alpha of a picture. */
  static Image rgba(BufferedImage picture) {
    int height = picture.getHeight();
    int width = picture.getWidth();
    int[] argb = picture.getRGB(0, 0, width, height, null, 0, width);
    ByteBuffer pixels = ByteBuffer.allocate(argb.length * 4);
    for (int pixel : argb) {
      pixels.putInt(Integer.rotateLeft(pixel, 8));
    }
    return new Image(height, width, 4, pixels.array());
  }
}
