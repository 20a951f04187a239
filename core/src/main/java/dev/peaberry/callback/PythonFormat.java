package dev.peaberry.callback;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Python's {@code format} writes a number: the part of {@code {loss:06.2f}} after the colon.
 * Immutable.
 *
 * @param zeros whether zeros fill the width, instead of spaces
 * @param width the least number of characters
 * @param precision decimals, or digits for {@code g}
 * @param type one of {@code d e E f F g G %}, or nothing
 */
record PythonFormat(boolean zeros, int width, Optional<Integer> precision, String type) {
  private static final Pattern SPECIFICATION =
      Pattern.compile("(0?)([1-9]\\d?)?(?:\\.(\\d\\d?))?([deEfFgG%]?)");
  private static final int PRECISION = 6;

  /** The format of a text such as {@code 06.2f}; empty if it is not understood. */
  static Optional<PythonFormat> parse(String text) {
    Matcher parts = SPECIFICATION.matcher(text);
    if (!parts.matches() || (parts.group(4).equals("d") && parts.group(3) != null)) {
      return Optional.empty();
    }
    return Optional.of(
        new PythonFormat(
            !parts.group(1).isEmpty(),
            parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2)),
            Optional.ofNullable(parts.group(3)).map(Integer::valueOf),
            parts.group(4)));
  }

  /** Whether only whole numbers can be written so. */
  boolean whole() {
    return type.equals("d");
  }

  /** A counter, such as the epoch. */
  String text(long value) {
    boolean counts = whole() || (type.isEmpty() && precision.isEmpty());
    return counts ? filled(Long.toString(value)) : text((double) value);
  }

  /** A measure, such as the loss; not for formats of whole numbers. */
  String text(double value) {
    int digits = precision.orElse(PRECISION);
    String text =
        switch (type.toLowerCase(Locale.ROOT)) {
          case "f" -> PythonNumber.fixed(value, digits);
          case "%" -> PythonNumber.fixed(100 * value, digits) + "%";
          case "e" -> PythonNumber.scientific(value, digits);
          case "g" -> PythonNumber.general(value, digits);
          default ->
              precision.isEmpty() ? PythonNumber.text(value) : PythonNumber.rounded(value, digits);
        };
    boolean capitals = !type.isEmpty() && Character.isUpperCase(type.charAt(0));
    return filled(capitals ? text.toUpperCase(Locale.ROOT) : text);
  }

  private String filled(String text) {
    int missing = width - text.length();
    if (missing <= 0) {
      return text;
    }
    if (!zeros) {
      return " ".repeat(missing) + text;
    }
    int sign = text.startsWith("-") ? 1 : 0;
    return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
  }
}
