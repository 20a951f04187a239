package dev.peaberry.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Pictures as PNG files. Stateless. */
public final class Png {
  private Png() {}

  /**
   * The bytes of the file.
   *
   * @param image grey, or red, green and blue; opacity is left out
   * @throws IOException if this Java runtime cannot write PNG
   */
  public static byte[] of(Image image) throws IOException {
    Image colours = ColorMode.RGB.convert(image);
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < image.width() * image.height(); i++) {
      int red = colours.pixels()[3 * i] & 0xff;
      int green = colours.pixels()[3 * i + 1] & 0xff;
      int blue = colours.pixels()[3 * i + 2] & 0xff;
      picture.setRGB(i % image.width(), i / image.width(), red << 16 | green << 8 | blue);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    if (!ImageIO.write(picture, "png", png)) {
      throw new IOException("This Java cannot write PNG; use a complete runtime");
    }
    return png.toByteArray();
  }
}
