package dev.peaberry.data.check;

import java.util.Arrays;

/**
 * How a number is spread over pictures. Immutable.
 *
 * @param smallest the smallest value
 * @param lower a quarter of the values is not above it
 * @param median the middle value, of an even number of values the lower one of the two
 * @param upper a quarter of the values is not below it
 * @param largest the largest value
 */
public record Spread(double smallest, double lower, double median, double upper, double largest) {
  /** All 0 where there are no values. */
  static Spread of(double... values) {
    if (values.length == 0) {
      return new Spread(0, 0, 0, 0, 0);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new Spread(
        sorted[0], sorted[last / 4], sorted[last / 2], sorted[last - last / 4], sorted[last]);
  }
}
