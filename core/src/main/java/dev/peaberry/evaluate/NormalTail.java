package dev.peaberry.evaluate;

/** How probable values far from the middle of a normal distribution are. Stateless. */
final class NormalTail {
  private static final double SMALL = 2.5;
  private static final int TERMS = 80;

  private NormalTail() {}

  /**
   * The probability that a standard normal number is at least {@code z} away from 0, which is also
   * that of a chi-squared number of one degree of freedom above {@code z²}.
   *
   * @param z 0 or more
   */
  static double beyond(double z) {
    double x = z / Math.sqrt(2);
    return x < SMALL ? 1 - erf(x) : erfc(x);
  }

  /** The series of Abramowitz and Stegun 7.1.6, whose terms are all positive. */
  private static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < TERMS; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** The continued fraction of Abramowitz and Stegun 7.1.14, from its end. */
  private static double erfc(double x) {
    double fraction = x;
    for (int n = TERMS; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }
}
