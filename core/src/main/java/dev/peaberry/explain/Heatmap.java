package dev.peaberry.explain;

import dev.peaberry.image.Planes;
import java.util.Arrays;

/**
 * How much each place of a picture speaks for a class, row by row: the greater, the more; a place
 * below 0 speaks against it. Holds the given array itself, not a copy: whoever makes one hands the
 * array over.
 *
 * @param height rows
 * @param width columns
 * @param values {@code height * width} of them, in the unit of the method
 */
@SuppressWarnings("ArrayRecordComponent") // equality and printing are overridden
public record Heatmap(int height, int width, float[] values) {
  /** What is above this share of all places counts as the greatest: single pixels stand out. */
  private static final double SATURATED = 0.99;

  /**
   * Checks that the sides and the values agree.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Heatmap {
    if (height < 1 || width < 1 || (long) height * width != values.length) {
      throw new IllegalArgumentException(
          "A map of %d x %d has as many values, found %d".formatted(height, width, values.length));
    }
  }

  /** The value of a place. */
  public float at(int row, int column) {
    return values[row * width + column];
  }

  /** This map in another size, as {@code tf.image.resize} does it bilinearly. */
  public Heatmap resized(int toHeight, int toWidth) {
    return new Heatmap(
        toHeight, toWidth, Planes.bilinear(values, height, width, toHeight, toWidth));
  }

  /**
   * This map from 0 to 1, to be looked at: what is not above 0 becomes 0, and 1 is the value that
   * one place of a hundred exceeds, the greatest in maps of less than a hundred places. A map
   * without a place above 0 becomes 0 everywhere.
   */
  public Heatmap normalised() {
    float top = top();
    float[] shares = new float[values.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = values[i] > 0 && top > 0 ? Math.min(1, values[i] / top) : 0;
    }
    return new Heatmap(height, width, shares);
  }

  private float top() {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    float usual = sorted[(int) Math.ceil(SATURATED * sorted.length) - 1];
    return usual > 0 ? usual : sorted[sorted.length - 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Heatmap map
        && height == map.height
        && width == map.width
        && Arrays.equals(values, map.values);
  }

  @Override
  public int hashCode() {
    return 31 * height + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "heat map of " + height + " x " + width;
  }
}
