package dev.peaberry.report;

import java.util.Locale;

/** Numbers as pictures show them: short, with a point, whatever the machine's language. */
final class Numbers {
  private Numbers() {}

  /** A measured value with about three digits: 0.694, 12.3, 4210, 1.25e+09, 3.2e-05. */
  static String value(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= 1e5 || size < 1e-3) {
      return scientific(value, 2);
    }
    int decimals = size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A tick of an axis whose ticks are {@code step} apart. */
  static String tick(double value, double step) {
    double size = Math.max(Math.abs(value), step);
    if (size >= 1e5 || step < 1e-4) {
      return Math.abs(value) < step / 2 ? "0" : scientific(value, 3);
    }
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    boolean quarter = Math.abs(step * Math.pow(10, decimals) - 2.5) < 1e-6;
    String text =
        String.format(Locale.ROOT, "%." + (quarter ? decimals + 1 : decimals) + "f", value);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  /** A setting with two digits: 0.0034, 1.6, 1.2e-05. */
  static String rate(double value) {
    return String.format(Locale.ROOT, "%.2g", value);
  }

  /** A count with thousands separated: 12,345. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count of at most four characters: 999, 9999, 12k, 3.4M. */
  static String shortCount(long count) {
    if (count < 10_000) {
      return Long.toString(count);
    }
    String[] units = {"k", "M", "G", "T", "P", "E"};
    double rest = count;
    int unit = -1;
    while (rest >= 999.5) {
      rest /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, rest < 9.95 ? "%.1f%s" : "%.0f%s", rest, units[unit]);
  }

  /** A probability or a share as a whole per cent, never rounded up to 100 %. */
  static String percent(double share) {
    long rounded = Math.round(share * 100);
    return (rounded == 100 && share < 1 ? 99 : rounded) + "%";
  }

  /** With four decimals, for pages that hold many numbers. */
  static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  private static String scientific(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "e", value);
    return text.replaceAll("\\.?0+e", "e");
  }
}
