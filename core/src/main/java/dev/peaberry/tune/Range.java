package dev.peaberry.tune;

import dev.peaberry.config.ConfigException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * All numbers between two, both included. Between whole numbers lie whole numbers; others are
 * rounded to four digits, so that people can read and repeat them. Immutable.
 *
 * @param from the smallest
 * @param to the largest, above it
 * @param logarithmic whether every factor is as likely as the others, rather than every difference;
 *     both ends are then above 0
 * @param whole whether only whole numbers are meant
 */
public record Range(double from, double to, boolean logarithmic, boolean whole) implements Values {
  private static final String LOG = "log:";
  private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
  private static final Pattern RANGE =
      Pattern.compile("\\s*(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")\\s*");
  private static final Pattern INTENDED = Pattern.compile("\\s*[+-]?[\\d.]*\\.\\.[^,/]*");
  private static final MathContext DIGITS = new MathContext(4);
  private static final double MOST_WHOLE = 1e15;

  /**
   * Checks the ends.
   *
   * @throws ConfigException if they are no range
   */
  public Range {
    String found = from + ".." + to;
    if (!Double.isFinite(from) || !Double.isFinite(to) || from >= to) {
      throw new ConfigException(
          "found the range %s, expected a smaller number before a larger one".formatted(found));
    }
    if (logarithmic && from <= 0) {
      throw new ConfigException(
          "found the range %s on a logarithmic scale, expected numbers above 0".formatted(found));
    }
    if (whole && Math.max(-from, to) > MOST_WHOLE) {
      throw new ConfigException(
          "found the range %s of whole numbers, expected none above %s"
              .formatted(found, MOST_WHOLE));
    }
  }

  static boolean isMeant(String text) {
    return text.strip().startsWith(LOG)
        || RANGE.matcher(text).matches()
        || INTENDED.matcher(text).matches();
  }

  static boolean isNumber(String text) {
    return text.matches(NUMBER);
  }

  /** Reads {@code 1..10} or {@code log:1e-5..1e-2}. */
  static Range parse(String text) {
    boolean logarithmic = text.strip().startsWith(LOG);
    Matcher ends = RANGE.matcher(logarithmic ? text.strip().substring(LOG.length()) : text);
    if (!ends.matches()) {
      throw new ConfigException(
          "found '%s', expected a range such as 1..10 or log:1e-5..1e-2".formatted(text));
    }
    return new Range(
        Double.parseDouble(ends.group(1)),
        Double.parseDouble(ends.group(2)),
        logarithmic,
        isWhole(ends.group(1)) && isWhole(ends.group(2)));
  }

  private static boolean isWhole(String number) {
    return number.matches("[+-]?\\d+");
  }

  @Override
  public String draw(SplittableRandom random) {
    // A whole number stands for all up to the next one, so that the last is as likely as it should.
    double end = whole ? to + 1 : to;
    double drawn =
        logarithmic
            ? Math.exp(random.nextDouble(Math.log(from), Math.log(end)))
            : random.nextDouble(from, end);
    return text(whole ? Math.floor(drawn) : drawn);
  }

  private String text(double value) {
    double inside = Math.min(to, Math.max(from, value));
    if (whole) {
      return String.valueOf((long) inside);
    }
    BigDecimal rounded = new BigDecimal(inside).round(DIGITS).stripTrailingZeros();
    boolean outside = rounded.doubleValue() < from || rounded.doubleValue() > to;
    return outside ? String.valueOf(inside) : rounded.toString();
  }

  @Override
  public OptionalInt count() {
    return whole && to - from < Integer.MAX_VALUE
        ? OptionalInt.of((int) (to - from) + 1)
        : OptionalInt.empty();
  }

  @Override
  public List<String> all() {
    if (count().isEmpty()) {
      throw new IllegalStateException("Found the range " + this + ", expected one of few values");
    }
    return LongStream.rangeClosed((long) from, (long) to).mapToObj(String::valueOf).toList();
  }

  @Override
  public boolean has(String value) {
    return isNumber(value)
        && (!whole || isWhole(value))
        && Double.parseDouble(value) >= from
        && Double.parseDouble(value) <= to;
  }

  @Override
  public OptionalDouble position(String value) {
    double number = Double.parseDouble(value);
    return OptionalDouble.of(logarithmic ? Math.log(number) : number);
  }

  @Override
  public String toString() {
    return (logarithmic ? LOG : "") + end(from) + ".." + end(to);
  }

  private String end(double value) {
    return whole
        ? String.valueOf((long) value)
        : String.valueOf(value).replace(".0E", "e").replace('E', 'e');
  }
}
