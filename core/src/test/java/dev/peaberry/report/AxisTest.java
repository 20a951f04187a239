package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AxisTest {
  @Test
  void ticksAreRoundNumbers() {
    assertThat(of(0.61, 1.51).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("0.75", "1.00", "1.25", "1.50");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1, 1e-300, 1e300, -1e300, 0.1, 123456789})
  void aConstantIsDrawnInsideTheAxis(double value) {
    Axis axis = of(value, value);

    assertThat(axis.position(value)).isBetween(0.0, 1.0);
    assertThat(axis.high()).isGreaterThan(axis.low());
    assertThat(axis.ticks()).hasSizeLessThan(22);
  }

  @Test
  void theLargestRangeStillHasAnAxis() {
    Axis axis = of(-Double.MAX_VALUE / 4, Double.MAX_VALUE / 4);

    assertThat(axis.position(0)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void sharesNeverReachAboveOne() {
    Axis axis = of(0.2, 1.0);

    assertThat(axis.high()).isEqualTo(1);
  }

  @Test
  void aSteepButHonestLossIsShownWhole() {
    double[] losses = new double[100];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = 0.2 + 2 * Math.exp(-i / 10.0);
    }

    assertThat(of(losses).above()).isZero();
    assertThat(of(losses).position(losses[0])).isLessThan(1);
  }

  @Test
  void anExplodedEpochIsCutOff() {
    Axis axis = of(2, 1.5, 1e12, 1.2, 1.1);

    assertThat(axis.above()).isEqualTo(1);
    assertThat(axis.high()).isLessThan(3);
  }

  @Test
  void aLogarithmicAxisHasEqualFactorsAtEqualDistances() {
    Axis axis =
        Axis.of(Panel.of("rate", new Curve("a", List.of(1e-5, 1e-3, 1e-1))).withLogarithmicAxis());

    assertThat(axis.position(1e-3)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void zeroHasNoPlaceOnALogarithmicAxis() {
    Axis axis = Axis.of(Panel.of("rate", new Curve("a", List.of(0.0, 1.0))).withLogarithmicAxis());

    assertThat(axis.logarithmic()).isFalse();
  }

  private static Axis of(double... values) {
    return Axis.of(Panel.of("loss", new Curve("a", Arrays.stream(values).boxed().toList())));
  }
}
