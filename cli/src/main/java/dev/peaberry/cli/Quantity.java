package dev.peaberry.cli;

import dev.peaberry.evaluate.Interval;
import java.util.Locale;

/** Amounts of bytes and other things as people write them. Stateless. */
final class Quantity {
  private static final double MEBIBYTE = 1 << 20;

  private Quantity() {}

  /** {@code 162.2 MiB}. */
  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
  }

  /** {@code 1,200}. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 picture}, {@code 1,200 pictures}. */
  static String of(long number, String plural) {
    String word =
        number == 1 ? plural.replaceAll("(sh|ch|ss)es$", "$1").replaceAll("(?<!s)s$", "") : plural;
    return grouped(number) + " " + word;
  }

  /** {@code 79.4 % to 90.2 %}. */
  static String percent(Interval interval) {
    return percent(interval.low()) + " to " + percent(interval.high());
  }

  /** {@code 86.5 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
