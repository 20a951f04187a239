package dev.peaberry.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.ConfigException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  @Test
  void halvesTheRateEveryTenSteps() {
    ExponentialDecay schedule = ExponentialDecay.of(0.8, 10, 0.5);
    assertThat(schedule.at(0)).isEqualTo(0.8);
    assertThat(schedule.at(20)).isEqualTo(0.2);
    assertThat(schedule.at(15)).isBetween(0.2, 0.4);
    assertThat(schedule.withStaircase().at(19)).isEqualTo(0.4);
  }

  @Test
  void dividesTheRate() {
    InverseTimeDecay schedule = InverseTimeDecay.of(0.6, 10, 2);
    assertThat(schedule.at(10)).isEqualTo(0.6 / 3);
    assertThat(schedule.withStaircase().at(19)).isEqualTo(0.6 / 3);
  }

  @Test
  void aBoundaryHasTheEarlierRate() {
    PiecewiseConstantDecay schedule = PiecewiseConstantDecay.of(1).after(10, 0.5).after(20, 0.25);
    assertThat(List.of(schedule.at(10), schedule.at(11), schedule.at(20), schedule.at(21)))
        .containsExactly(1.0, 0.5, 0.5, 0.25);
  }

  @Test
  void staysAtTheEndRateOrStartsAnotherCycle() {
    PolynomialDecay schedule = PolynomialDecay.of(1, 10).withEndLearningRate(0);
    assertThat(schedule.at(5)).isEqualTo(0.5);
    assertThat(schedule.at(15)).isZero();
    assertThat(schedule.withCycle().at(10)).isZero();
    assertThat(schedule.withCycle().at(15)).isEqualTo(0.25);
    assertThat(schedule.withPower(2).at(5)).isEqualTo(0.25);
  }

  @Test
  void theDecayStartsAfterTheWarmup() {
    CosineDecay schedule = CosineDecay.of(0, 10).withWarmup(1, 4).withAlpha(0.5);
    assertThat(schedule.at(2)).isEqualTo(0.5);
    assertThat(schedule.at(4)).isEqualTo(1);
    assertThat(schedule.at(9)).isCloseTo(0.75, within(1e-12));
    assertThat(schedule.at(100)).isEqualTo(0.5);
  }

  @Test
  void theSecondWaveIsLongerAndLower() {
    CosineDecayRestarts schedule = CosineDecayRestarts.of(1, 10).withTMul(3).withMMul(0.5);
    assertThat(schedule.at(5)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule.at(10)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule.at(25)).isCloseTo(0.25, within(1e-12));
    assertThat(schedule.withTMul(1).at(20)).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void restartsExactlyWhereAWaveEnds() {
    CosineDecayRestarts schedule = CosineDecayRestarts.of(1, 56).withTMul(3);
    assertThat(schedule.at(56 * (1 + 3 + 9 + 27 + 81))).isCloseTo(1, within(1e-6));
  }

  @Test
  void readsFractionsOfStepsAndWritesWholeNumbersAsSuch() {
    Map<String, Object> config = CosineDecay.of(0.1, 100).configJson();
    assertThat(config).containsEntry("decay_steps", 100).containsEntry("name", "CosineDecay");
    Schedule schedule =
        Schedules.REGISTRY.create(
            "CosineDecay", Map.of("initial_learning_rate", 1, "decay_steps", 2.5));
    assertThat(schedule.at(3)).isZero();
    assertThat(schedule.configJson()).containsEntry("decay_steps", 2.5);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertRefused(() -> CosineDecay.of(0.1, 0), "CosineDecay.decay_steps", "found 0", "above 0");
    assertRefused(
        () -> ExponentialDecay.of(-1, 5, 0.5),
        "ExponentialDecay.initial_learning_rate",
        "found -1.0",
        "at least 0");
    assertRefused(
        () -> CosineDecayRestarts.of(0.1, 5).withTMul(0.5), "t_mul", "found 0.5", "at least 1");
    assertRefused(
        () -> PiecewiseConstantDecay.of(1).after(10, 0.5).after(10, 0.1),
        "[10.0, 10.0]",
        "greater than the one before");
    assertRefused(
        () ->
            Schedules.REGISTRY.create(
                "PiecewiseConstantDecay",
                Map.of("boundaries", List.of(1, 2), "values", List.of(1, 2))),
        "found 2 values, expected 3 for 2 boundaries");
  }

  @Test
  void refusesANegativeStep() {
    assertThatThrownBy(() -> CosineDecay.of(0.1, 5).at(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A step is 0 or more, found -1");
  }

  private static void assertRefused(Runnable build, String... words) {
    assertThatThrownBy(build::run)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(words);
  }
}
