package dev.peaberry.lint;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** How findings put things into words. Stateless. */
final class Wording {
  private static final int SHOWN = 3;

  private Wording() {}

  /** The first of some names: {@code "a, b, c and 4 more"}. */
  static String list(List<String> names) {
    List<String> distinct = names.stream().distinct().toList();
    return distinct.size() <= SHOWN + 1
        ? String.join(", ", distinct)
        : String.join(", ", distinct.subList(0, SHOWN))
            + " and "
            + (distinct.size() - SHOWN)
            + " more";
  }

  /** {@link String#format} that writes numbers alike everywhere. */
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A number with up to three digits that count, without exponent unless very small. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return text("%,d", (long) value);
    }
    double size = Math.abs(value);
    if (size >= 100) {
      return text("%,.0f", value);
    }
    return size < 1e-6
        ? text("%.1e", value)
        : new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** How many there are: {@code "1 layer"}, {@code "2,000 layers"}. */
  static String count(long number, String singular) {
    return text("%,d %s%s", number, singular, number == 1 ? "" : "s");
  }

  /** A share as a percentage: {@code "95 %"}. */
  static String percent(double share) {
    return text("%.0f %%", 100 * share);
  }
}
