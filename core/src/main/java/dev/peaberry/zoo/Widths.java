package dev.peaberry.zoo;

import java.util.Locale;

/** How wide a network is, against that of its paper. Stateless. */
final class Widths {
  private static final double LEAST_KEPT = 0.9;

  private Widths() {}

  static void require(double alpha) {
    if (!(alpha > 0 && alpha <= 4)) {
      throw new IllegalArgumentException("A width is above 0 and at most 4, found " + alpha);
    }
  }

  /** As Keras writes it in the names of models: {@code 1.00}, {@code 0.25}. */
  static String name(double alpha) {
    return String.format(Locale.ROOT, "%.2f", alpha);
  }

  /** The nearest multiple of 8 that is not below nine tenths of a number of filters. */
  static int divisible(double filters) {
    int near = Math.max(8, (int) (filters + 4) / 8 * 8);
    return near < LEAST_KEPT * filters ? near + 8 : near;
  }
}
