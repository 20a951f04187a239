package dev.peaberry.evaluate;

/**
 * Where a share probably lies of which only a sample is known. Immutable.
 *
 * @param low the lower end, 0 to 1
 * @param high the upper end, 0 to 1
 */
public record Interval(double low, double high) {
  /** The 97.5 % point of the normal distribution, for intervals of 95 %. */
  private static final double Z = 1.959963984540054;

  /**
   * Wilson's interval of 95 % confidence (Wilson 1927), which is sensible for small samples and for
   * shares near 0 or 1 too.
   *
   * @param hits how many of the sample, 0 to {@code size}
   * @param size the size of the sample
   * @throws IllegalArgumentException if the sample is empty or smaller than its hits
   */
  public static Interval wilson(long hits, long size) {
    if (size <= 0 || hits < 0 || hits > size) {
      throw new IllegalArgumentException(
          "Expected 0 to n hits in a sample of n > 0, found " + hits + " of " + size);
    }
    double share = (double) hits / size;
    double scale = 1 + Z * Z / size;
    double middle = (share + Z * Z / (2.0 * size)) / scale;
    double half = Z * Math.sqrt((share * (1 - share) + Z * Z / (4.0 * size)) / size) / scale;
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
