package dev.peaberry.config;

/**
 * A height and a width: of a kernel, a pooling window, a picture in pixels, or of strides.
 * Immutable.
 *
 * @param height along the rows
 * @param width along the columns
 */
public record Size(int height, int width) {
  /** The same height and width. */
  public static Size square(int side) {
    return new Size(side, side);
  }

  /** Height and width in this order. */
  public static Size of(int height, int width) {
    return new Size(height, width);
  }

  /** The number of positions: height times width. */
  public int area() {
    return height * width;
  }

  /** Height x width, as on the command line: {@code 224x224}. */
  @Override
  public String toString() {
    return height + "x" + width;
  }
}
