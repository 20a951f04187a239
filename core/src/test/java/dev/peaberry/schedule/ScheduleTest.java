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
        () -> OneCycle.of(0.1, 9).withPctStart(0.6).withThreePhases(),
        "found 0.6",
        "from 0 to 0.5");
    assertRefused(() -> OneCycle.of(0.1, 0), "OneCycle.total_steps", "found 0", "at least 1");
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

  /** The expected values follow from the formulas by hand: ends at 2 and 9, middles of waves. */
  @Test
  void goesUpForAWhileAndFarDownInOneCycle() {
    OneCycle schedule = OneCycle.of(1, 10);
    assertThat(schedule.at(0)).isCloseTo(0.04, within(1e-12));
    assertThat(schedule.at(1)).isCloseTo(0.52, within(1e-12));
    assertThat(schedule.at(2)).isEqualTo(1);
    assertThat(schedule.at(5))
        .isCloseTo(4e-6 + (1 - 4e-6) * (1 + Math.cos(Math.PI * 3 / 7)) / 2, within(1e-12));
    assertThat(List.of(schedule.at(9), schedule.at(99)))
        .allSatisfy(rate -> assertThat(rate).isCloseTo(4e-6, within(1e-12)));
  }

  @Test
  void theMomentumOfACycleGoesTheOtherWay() {
    OneCycle schedule = OneCycle.of(1, 10);
    assertThat(schedule.momentumAt(0)).hasValueCloseTo(0.95, within(1e-12));
    assertThat(schedule.momentumAt(1)).hasValueCloseTo(0.9, within(1e-12));
    assertThat(schedule.momentumAt(2)).hasValueCloseTo(0.85, within(1e-12));
    assertThat(schedule.momentumAt(9)).hasValueCloseTo(0.95, within(1e-12));
    assertThat(schedule.withMomentum(0.5, 0.7).momentumAt(1)).hasValueCloseTo(0.6, within(1e-12));
    assertThat(schedule.withoutMomentum().momentumAt(1)).isEmpty();
  }

  @Test
  void threePhasesComeBackToTheFirstRate() {
    OneCycle schedule =
        OneCycle.of(1, 20)
            .withThreePhases()
            .withAnnealStrategy(OneCycle.AnnealStrategy.LINEAR)
            .withDivFactors(10, 100);
    assertThat(schedule.at(0)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.at(5)).isEqualTo(1);
    assertThat(schedule.at(10)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.at(19)).isCloseTo(0.001, within(1e-12));
    assertThat(schedule.at(4)).isCloseTo(0.82, within(1e-12));
    assertThat(schedule.at(13)).isCloseTo(0.1 - 0.099 / 3, within(1e-12));
    assertThat(schedule.momentumAt(10)).hasValueCloseTo(0.95, within(1e-12));
  }

  @Test
  void aCycleMayBeginOrEndAtItsHighestRate() {
    assertThat(OneCycle.of(1, 10).withPctStart(1).at(9)).isEqualTo(1);
    assertThat(OneCycle.of(1, 10).withPctStart(0.1).at(0)).isEqualTo(1);
    assertThat(OneCycle.of(1, 1).at(0)).isCloseTo(4e-6, within(1e-12));
  }

  @Test
  void aCycleIsReadAndWrittenLikeASchedule() {
    OneCycle schedule = OneCycle.of(0.1, 30).withPctStart(0.4);
    Map<String, Object> json = Schedules.REGISTRY.toJson(schedule);
    assertThat(json).containsEntry("registered_name", "peaberry>OneCycle");
    assertThat(Schedules.REGISTRY.fromJson(json)).isEqualTo(schedule);
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
