package dev.peaberry.callback;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Numbers as Python writes them, so that files look as Keras's do. Stateless. */
final class PythonNumber {
  private static final int MOST_DIGITS = 17;
  private static final int FIRST_EXPONENT_WRITTEN = 16;
  private static final int LAST_EXPONENT_WRITTEN = -5;

  /** Below a power of two values lie closer, so that the nearest may be read back as another. */
  private static final List<RoundingMode> NEAREST_FIRST =
      List.of(RoundingMode.HALF_EVEN, RoundingMode.UP);

  private PythonNumber() {}

  /** Python's {@code repr} of a float: {@code 0.1}, {@code 1e-05}, {@code nan}. */
  static String text(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return Double.isFinite(value) ? Double.toString(value) : notFinite(value);
    }
    BigDecimal digits = shortest(value);
    int exponent = exponent(digits);
    if (exponent >= FIRST_EXPONENT_WRITTEN || exponent <= LAST_EXPONENT_WRITTEN) {
      return withExponent(digits.stripTrailingZeros(), exponent);
    }
    String plain = digits.stripTrailingZeros().toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  /** The fewest digits that are read back as the value, and of those the nearest. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      for (RoundingMode mode : NEAREST_FIRST) {
        BigDecimal rounded = exact.round(new MathContext(digits, mode));
        if (rounded.doubleValue() == value) {
          return rounded;
        }
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
  }

  /** Python's {@code '.2f'}: rounded from the exact value, ties to even. */
  static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    String text = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    return signed(value, text);
  }

  /** Python's {@code '.2e'}. */
  static String scientific(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    if (value == 0) {
      return signed(value, BigDecimal.ZERO.setScale(decimals).toPlainString() + "e+00");
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    BigDecimal mantissa = rounded.scaleByPowerOfTen(-exponent).setScale(decimals);
    return mantissa.toPlainString() + power(exponent);
  }

  /** Python's {@code '.3g'}: so many digits, without the zeros at the end. */
  static String general(double value, int digits) {
    return Double.isFinite(value)
        ? general(value, Math.max(digits, 1), Math.max(digits, 1))
        : notFinite(value);
  }

  /** Python's {@code '.3'}: as {@code '.3g'}, but always seen to be no whole number. */
  static String rounded(double value, int digits) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    int wanted = Math.max(digits, 1);
    String text = general(value, wanted, wanted - 1);
    return text.matches("-?\\d+") ? text + ".0" : text;
  }

  private static String general(double value, int digits, int firstExponentWritten) {
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = value == 0 ? 0 : exponent(rounded);
    BigDecimal stripped = rounded.stripTrailingZeros();
    return signed(
        value,
        exponent >= firstExponentWritten || exponent <= LAST_EXPONENT_WRITTEN
            ? withExponent(stripped, exponent)
            : stripped.toPlainString());
  }

  private static String withExponent(BigDecimal digits, int exponent) {
    return digits.scaleByPowerOfTen(-exponent).toPlainString() + power(exponent);
  }

  private static String power(int exponent) {
    return "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** Of the first digit that is not 0. */
  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  private static String signed(double value, String text) {
    boolean minusIsLost = Math.copySign(1, value) < 0 && !text.startsWith("-");
    return minusIsLost ? "-" + text : text;
  }

  private static String notFinite(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return value > 0 ? "inf" : "-inf";
  }
}
