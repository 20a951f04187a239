package dev.peaberry.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which parameter mattered. */
class ImportanceTest {
  /** A sweep whose trials have the scores that a function gives; NaN fails. */
  private static Sweep sweep(int count, ToDoubleFunction<Map<String, String>> score) {
    SearchSpace space =
        new SearchSpace(
            Stream.of("rate=log:1e-5..1e-1", "size=16,32,64", "noise=0.0..1.0", "kind=a,b")
                .map(Parameter::parse)
                .toList());
    Rungs rungs = Rungs.whole(1);
    List<Trial> trials = new ArrayList<>();
    for (Trial each : Sweep.plan(Search.RANDOM, space, count, 3)) {
      double reached = score.applyAsDouble(each.values());
      trials.add(
          Double.isNaN(reached)
              ? each.running(1).failed("diverged")
              : each.running(1).withScores(List.of(reached)).arrived(rungs));
    }
    return new Sweep(
        "test", Map.of(), Search.RANDOM, space, 3, "val_accuracy", Aim.MAXIMIZE, rungs, trials);
  }

  private static Importance of(String parameter, Sweep sweep) {
    return Importance.of(sweep).stream()
        .filter(each -> each.parameter().equals(parameter))
        .findFirst()
        .orElseThrow();
  }

  private static double log(Map<String, String> values) {
    return Math.log10(Double.parseDouble(values.get("rate")));
  }

  @Test
  void whatDecidesTheScoreExplainsMostOfIt() {
    Importance rate = of("rate", sweep(40, ImportanceTest::log));
    assertThat(rate.share().orElseThrow()).isGreaterThan(0.85);
    assertThat(rate.isTold()).isTrue();
    assertThat(rate.trend().orElseThrow().correlation()).isCloseTo(1, within(1e-9));
  }

  @Test
  void whatDoesNotMatterIsNotToldFromChance() {
    Importance noise = of("noise", sweep(40, ImportanceTest::log));
    assertThat(noise.isTold()).isFalse();
    assertThat(noise.trend().orElseThrow().low()).isNegative();
    assertThat(noise.trend().orElseThrow().high()).isPositive();
  }

  @Test
  void aBestValueInTheMiddleIsSeenWithoutATrend() {
    Importance rate = of("rate", sweep(60, values -> -Math.abs(log(values) + 3)));
    assertThat(rate.isTold()).isTrue();
    assertThat(Math.abs(rate.trend().orElseThrow().correlation())).isLessThan(0.5);
  }

  @Test
  void choicesThatAreNoNumbersHaveNoTrend() {
    Importance kind = of("kind", sweep(30, values -> values.get("kind").equals("a") ? 1 : 0));
    assertThat(kind.share().orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(kind.trend()).isEmpty();
  }

  @Test
  void trialsThatFailedAreTheWorst() {
    Sweep sweep = sweep(40, values -> log(values) > -2 ? Double.NaN : 0.5);
    Importance rate = of("rate", sweep);
    assertThat(rate.trials()).isEqualTo(40);
    assertThat(rate.isTold()).isTrue();
    assertThat(rate.trend().orElseThrow().correlation()).isNegative();
  }

  @Test
  void fewTrialsSayNothing() {
    assertThat(Importance.of(sweep(9, ImportanceTest::log)))
        .allMatch(each -> each.share().isEmpty() && !each.isTold());
  }

  @Test
  void equalScoresExplainNothing() {
    Importance rate = of("rate", sweep(20, values -> 0.5));
    assertThat(rate.share()).contains(0.0);
    assertThat(rate.chance()).contains(1.0);
  }

  @Test
  void chanceIsToldOfOneParameterInTwentyAtMost() {
    int told = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      Sweep sweep = sweep(24, values -> random.nextDouble());
      told += (int) Importance.of(sweep).stream().filter(Importance::isTold).count();
    }
    assertThat(told / 160.0).isLessThan(0.1);
  }

  @Test
  void theSameSweepGivesTheSameNumbers() {
    Sweep sweep = sweep(20, ImportanceTest::log);
    assertThat(Importance.of(sweep)).isEqualTo(Importance.of(sweep));
  }

  @Test
  void equalValuesShareTheirPlace() {
    assertThat(RankedTrials.ranks(new double[] {5, 1, 5, 3})).containsExactly(3.5, 1, 3.5, 2);
  }
}
