package dev.peaberry.callback;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * The filters of a convolution that looks at pictures, side by side: grey or in colours, the least
 * weight of all dark, the greatest bright, with a line between. Confined to one thread.
 */
final class FilterSheet {
  private static final int GREY = 1;
  private static final int COLOURS = 3;

  private final FloatArray kernel;
  private final int rows;
  private final int columns;
  private final int across;
  private final float least;
  private final float range;

  private FilterSheet(FloatArray kernel) {
    this.kernel = kernel;
    this.rows = kernel.shape().get(0);
    this.columns = kernel.shape().get(1);
    this.across = (int) Math.ceil(Math.sqrt(kernel.shape().last()));
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float weight : kernel.data()) {
      min = Float.isFinite(weight) ? Math.min(min, weight) : min;
      max = Float.isFinite(weight) ? Math.max(max, weight) : max;
    }
    this.least = min;
    this.range = max - min;
  }

  /** Whether a weight is the kernel (height, width, 1 or 3 channels, filters) of a convolution. */
  static boolean canShow(Shape shape) {
    return shape.rank() == 4
        && shape.size() > 0
        && (shape.get(2) == GREY || shape.get(2) == COLOURS);
  }

  static FilterSheet of(FloatArray kernel) {
    return new FilterSheet(kernel);
  }

  int width() {
    return across * (columns + 1) - 1;
  }

  int height() {
    int down = (kernel.shape().last() + across - 1) / across;
    return down * (rows + 1) - 1;
  }

  byte[] png() throws IOException {
    BufferedImage picture = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
    for (int filter = 0; filter < kernel.shape().last(); filter++) {
      int left = filter % across * (columns + 1);
      int top = filter / across * (rows + 1);
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          picture.setRGB(left + x, top + y, colour(y, x, filter));
        }
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return png.toByteArray();
  }

  private int colour(int y, int x, int filter) {
    int channels = kernel.shape().get(2);
    int colour = 0;
    for (int i = 0; i < COLOURS; i++) {
      int channel = Math.min(i, channels - 1);
      int index = ((y * columns + x) * channels + channel) * kernel.shape().last() + filter;
      colour = colour << 8 | brightness(kernel.data()[index]);
    }
    return colour;
  }

  private int brightness(float weight) {
    return range > 0 && Float.isFinite(weight) ? Math.round(255 * ((weight - least) / range)) : 0;
  }
}
