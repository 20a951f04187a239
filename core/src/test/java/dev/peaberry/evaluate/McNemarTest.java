package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** McNemar's test against values of SciPy: {@code binomtest} and {@code chi2.sf}. */
class McNemarTest {
  private static final double RELATIVE = 1e-12;

  @ParameterizedTest
  @CsvSource({
    "1, 8, 0.0390625",
    "0, 6, 0.03125",
    "5, 5, 1",
    "0, 0, 1",
    "10, 14, 0.5412561893463135",
    "3, 12, 0.03515625"
  })
  void isExactForFewDiscordantExamples(long first, long second, double probability) {
    McNemar test = new McNemar(first, second);
    assertThat(test.isExact()).isTrue();
    assertThat(test.probability()).isCloseTo(probability, within(RELATIVE * probability));
  }

  @ParameterizedTest
  @CsvSource({
    "20, 40, 6.016666666666667, 0.014171388254012323",
    "25, 26, 0, 1",
    "13, 12, 0, 1",
    "100, 140, 6.3375, 0.01182113783662232",
    "300, 200, 19.602, 9.53693139989851e-06",
    "0, 25, 23.04, 1.5866563039511885e-06"
  })
  void takesTheChiSquaredDistributionForMany(
      long first, long second, double statistic, double probability) {
    McNemar test = new McNemar(first, second);
    assertThat(test.isExact()).isFalse();
    assertThat(test.statistic()).isCloseTo(statistic, within(RELATIVE * (1 + statistic)));
    assertThat(test.probability()).isCloseTo(probability, within(1e-9 * probability));
  }

  @Test
  void doesNotDependOnTheOrder() {
    assertThat(new McNemar(3, 12).probability()).isEqualTo(new McNemar(12, 3).probability());
  }

  @Test
  void staysSensibleForThousandsOfExamples() {
    assertThat(new McNemar(50_000, 10_000).probability()).isBetween(0.0, 1e-300);
  }

  @Test
  void refusesNegativeCounts() {
    assertThatThrownBy(() -> new McNemar(-1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
