package dev.peaberry.callback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected texts are what Python 3 prints. */
final class PythonFormatTest {
  @ParameterizedTest
  @CsvSource({
    "'', 1.5e-07, '1.5e-07'",
    "'', 12.0, '12.0'",
    "'', 99.95, '99.95'",
    "'', 1234567.0, '1234567.0'",
    "'', 0.123456, '0.123456'",
    "'.2f', 0.0, '0.00'",
    "'.2f', 1.0, '1.00'",
    "'.2f', 0.123456, '0.12'",
    "'.2f', 0.5, '0.50'",
    "'.2f', 0.125, '0.12'",
    "'06.1%', 99.95, '9995.0%'",
    "'06.1%', 0.0, '000.0%'",
    "'06.1%', 1.0, '100.0%'",
    "'06.1%', -0.004, '-00.4%'",
    "'06.1%', 0.125, '012.5%'",
    "'.1e', 1.5e-07, '1.5e-07'",
    "'.1e', 1.0, '1.0e+00'",
    "'.1e', 0.123456, '1.2e-01'",
    "'.1e', NaN, 'nan'",
    "'.1e', -0.004, '-4.0e-03'",
    "'10.3g', 12.0, '        12'",
    "'10.3g', 0.5, '       0.5'",
    "'10.3g', -0.004, '    -0.004'",
    "'10.3g', NaN, '       nan'",
    "'10.3g', 0.125, '     0.125'",
    "'.3', 0.5, '0.5'",
    "'.3', 1.5e-07, '1.5e-07'",
    "'.3', NaN, 'nan'",
    "'.3', 0.0, '0.0'",
    "'.3', Infinity, 'inf'",
    "'.0f', 0.5, '0'",
    "'.0f', 0.123456, '0'",
    "'.0f', NaN, 'nan'",
    "'.0f', 1.0, '1'",
    "'.0f', 1234567.0, '1234567'",
    "'.2', 0.5, '0.5'",
    "'.2', Infinity, 'inf'",
    "'.2', 12.0, '1.2e+01'",
    "'.2', 99.95, '1e+02'",
    "'.2', 1.0, '1.0'",
    "'012.4f', 1234567.0, '1234567.0000'",
    "'012.4f', NaN, '000000000nan'",
    "'012.4f', 1.0, '0000001.0000'",
    "'012.4f', 0.5, '0000000.5000'",
    "'012.4f', 1.5e-07, '0000000.0000'",
    "'G', -0.004, '-0.004'",
    "'G', 12.0, '12'",
    "'G', 0.123456, '0.123456'",
    "'G', 99.95, '99.95'",
    "'G', Infinity, 'INF'",
    "'.0%', 0.5, '50%'",
    "'.0%', Infinity, 'inf%'",
    "'.0%', 12.0, '1200%'",
    "'.0%', 0.125, '12%'",
    "'.0%', 99.95, '9995%'",
    "'E', 12.0, '1.200000E+01'",
    "'E', 1.5e-07, '1.500000E-07'",
    "'E', NaN, 'NAN'",
    "'E', 0.123456, '1.234560E-01'",
    "'E', 99.95, '9.995000E+01'",
    "'8', 0.125, '   0.125'",
    "'8', 12.0, '    12.0'",
    "'8', 99.95, '   99.95'",
    "'8', NaN, '     nan'",
    "'8', 0.0, '     0.0'",
    "'08.2', Infinity, '00000inf'",
    "'08.2', 99.95, '0001e+02'",
    "'08.2', 0.5, '000000.5'",
    "'08.2', 0.0, '000000.0'",
    "'08.2', 1234567.0, '01.2e+06'"
  })
  void writesMeasuresAsPythonDoes(String format, double value, String expected) {
    assertThat(PythonFormat.parse(format).orElseThrow().text(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "d,7,7",
    "03d,7,007",
    "'',7,7",
    "3,7,'  7'",
    "03,-7,-07",
    ".1f,7,7.0",
    "%,7,700.000000%"
  })
  void writesCountersAsPythonDoes(String format, long value, String expected) {
    assertThat(PythonFormat.parse(format).orElseThrow().text(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "<5", ".2d", "+.2f", ".f"})
  void refusesWhatItDoesNotUnderstand(String format) {
    assertThat(PythonFormat.parse(format)).isEmpty();
  }

  @Test
  void writesTheFewestDigitsThatReadBack() {
    assertThat(PythonNumber.text(2e-3)).isEqualTo("0.002");
    assertThat(PythonNumber.text(Math.scalb(1.0, -44))).isEqualTo("5.684341886080802e-14");
    assertThat(PythonNumber.text(1.5e22)).isEqualTo("1.5e+22");
    assertThat(PythonNumber.text(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(PythonNumber.text(1234567890123456.0)).isEqualTo("1234567890123456.0");
  }
}
