package dev.peaberry.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEG files of a chosen quality. Stateless and thread-safe. */
public final class Jpeg {
  private Jpeg() {}

  /**
   * Encodes a picture.
   *
   * @param quality 0 (small) to 1 (good)
   */
  public static byte[] encode(BufferedImage picture, float quality) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * Encodes a picture.
   *
   * @param picture of 1 or 3 channels
   * @param quality 0 (small) to 1 (good)
   * @throws IllegalArgumentException if it has another number of channels
   */
  public static byte[] encode(Image picture, float quality) {
    return encode(buffered(picture), quality);
  }

  private static BufferedImage buffered(Image picture) {
    int width = picture.width();
    byte[] pixels = picture.pixels();
    if (picture.channels() == 1) {
      BufferedImage grey = new BufferedImage(width, picture.height(), BufferedImage.TYPE_BYTE_GRAY);
      grey.getRaster().setDataElements(0, 0, width, picture.height(), pixels);
      return grey;
    }
    if (picture.channels() != 3) {
      throw new IllegalArgumentException(
          "Found a picture of %d channels, expected 1 or 3 for JPEG".formatted(picture.channels()));
    }
    BufferedImage colours = new BufferedImage(width, picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < pixels.length / 3; i++) {
      int red = pixels[3 * i] & 0xff;
      int green = pixels[3 * i + 1] & 0xff;
      int blue = pixels[3 * i + 2] & 0xff;
      colours.setRGB(i % width, i / width, (red << 16) | (green << 8) | blue);
    }
    return colours;
  }
}
