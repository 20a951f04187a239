package dev.peaberry.augment;

import dev.peaberry.config.RandomState;
import java.util.List;

/**
 * A rectangle within a picture, not necessarily from pixel to pixel. Immutable.
 *
 * @param x0 the left edge, in columns
 * @param x1 the right edge
 * @param y0 the upper edge, in rows
 * @param y1 the lower edge
 */
record Box(double x0, double x1, double y0, double y1) {
  /**
   * Anywhere within a picture.
   *
   * @param height of the picture, in pixels
   * @param width of the picture, in pixels
   * @param rows the share of the height
   * @param columns the share of the width
   */
  static Box draw(int height, int width, double rows, double columns, RandomState random) {
    double x = random.nextDouble() * (width - columns * width);
    double y = random.nextDouble() * (height - rows * height);
    return new Box(x, x + columns * width, y, y + rows * height);
  }

  int firstRow() {
    return (int) Math.ceil(y0);
  }

  int endRow() {
    return (int) Math.ceil(y1);
  }

  int firstColumn() {
    return (int) Math.ceil(x0);
  }

  int endColumn() {
    return (int) Math.ceil(x1);
  }

  double area() {
    return (x1 - x0) * (y1 - y0);
  }

  /** The edges in Keras's order. */
  List<Double> corners() {
    return List.of(x0, x1, y0, y1);
  }
}
