package dev.peaberry.report;

import dev.peaberry.image.Image;
import dev.peaberry.image.ImageResizer;
import dev.peaberry.image.Interpolation;
import java.awt.image.BufferedImage;

/** Pictures of any size made to fit into a square, with their aspect ratio. */
final class Thumbnail {
  private Thumbnail() {}

  /**
   * The picture with its longer side at a length in pixels. Large pictures are averaged; small ones
   * show their pixels, so that a viewer sees what a network sees.
   */
  static BufferedImage of(Image image, int side) {
    double scale = (double) side / Math.max(image.height(), image.width());
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    return opaque(
        ImageResizer.to(height, width)
            .withInterpolation(scale < 1 ? Interpolation.AREA : Interpolation.NEAREST)
            .resize(image));
  }

  private static BufferedImage opaque(Image image) {
    int channels = image.channels();
    boolean grey = channels < 3;
    boolean alpha = channels % 2 == 0;
    byte[] pixels = image.pixels();
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int at = (y * image.width() + x) * channels;
        int opacity = alpha ? pixels[at + channels - 1] & 0xff : 255;
        int red = onWhite(pixels[at], opacity);
        int green = grey ? red : onWhite(pixels[at + 1], opacity);
        int blue = grey ? red : onWhite(pixels[at + 2], opacity);
        picture.setRGB(x, y, (red << 16) | (green << 8) | blue);
      }
    }
    return picture;
  }

  private static int onWhite(byte value, int opacity) {
    return ((value & 0xff) * opacity + 255 * (255 - opacity) + 127) / 255;
  }
}
