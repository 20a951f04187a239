package dev.peaberry.callback;

import java.math.BigDecimal;

/** Numbers as Python writes them, so that files look as Keras's do. Stateless. */
final class PythonNumber {
  private static final double FIRST_WITH_EXPONENT = 1e16;
  private static final double LAST_WITHOUT_EXPONENT = 1e-4;

  private PythonNumber() {}

  /** Python's {@code repr} of a float: {@code 0.1}, {@code 1e-05}, {@code nan}. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    if (size == 0 || (size >= LAST_WITHOUT_EXPONENT && size < FIRST_WITH_EXPONENT)) {
      String plain = new BigDecimal(Double.toString(value)).toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String[] parts = Double.toString(value).split("E", 2);
    int exponent = Integer.parseInt(parts[1]);
    String digits =
        parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
    return digits
        + "e"
        + (exponent < 0 ? "-" : "+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
