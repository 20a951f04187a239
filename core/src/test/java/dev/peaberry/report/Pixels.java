package dev.peaberry.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Questions about a drawing's pixels that do not depend on exact anti-aliasing. */
final class Pixels {
  private Pixels() {}

  static BufferedImage of(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of pixels that are not white. */
  static long marked(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(pixels).filter(pixel -> (pixel & 0xffffff) != 0xffffff).count();
  }

  /** The largest difference of a pixel's channels from a colour. */
  static int difference(BufferedImage image, int x, int y, int rgb) {
    int pixel = image.getRGB(x, y);
    int largest = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      largest = Math.max(largest, Math.abs((pixel >> shift & 0xff) - (rgb >> shift & 0xff)));
    }
    return largest;
  }
}
