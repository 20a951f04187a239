package dev.peaberry.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.tune.SuccessiveHalving.Assignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who trains next. */
class SuccessiveHalvingTest {
  private static final Rungs RUNGS = Rungs.halving(9, 1, 3);
  private static final SuccessiveHalving HALVING = new SuccessiveHalving(RUNGS, Aim.MAXIMIZE);

  private static List<Trial> waiting(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> Trial.waiting(number, Map.of("a", "1")))
        .toList();
  }

  /** A trial that has done its epochs, all with one score. */
  private static Trial trained(Trial trial, int epochs, double score) {
    return trial.running(epochs).withScores(Collections.nCopies(epochs, score)).arrived(RUNGS);
  }

  private static List<Trial> atFirstRung(double... scores) {
    List<Trial> trials = new ArrayList<>();
    for (Trial each : waiting(scores.length)) {
      trials.add(trained(each, 1, scores[each.number() - 1]));
    }
    return trials;
  }

  @Test
  void rungsEndWithAWholeTraining() {
    assertThat(Rungs.halving(10, 1, 3).epochs()).containsExactly(1, 3, 10);
    assertThat(Rungs.halving(10, 2, 3).epochs()).containsExactly(3, 10);
    assertThat(Rungs.halving(81, 1, 4).epochs()).containsExactly(1, 5, 20, 81);
  }

  @Test
  void tooFewEpochsForTwoRungsAreRefused() {
    assertThatThrownBy(() -> Rungs.halving(2, 1, 3))
        .hasMessageContaining("Found 2 epochs of which trials get at least 1");
  }

  @Test
  void aReductionToAllIsRefused() {
    assertThatThrownBy(() -> Rungs.halving(9, 1, 1))
        .hasMessage("Found the reduction factor 1, expected 2 or more");
  }

  @Test
  void theFirstTrialBeginsAtTheFirstRung() {
    assertThat(HALVING.next(waiting(3))).contains(new Assignment(1, 1));
  }

  @Test
  void theBestOfThreeGoesOn() {
    assertThat(HALVING.next(atFirstRung(0.2, 0.9, 0.5))).contains(new Assignment(2, 3));
  }

  @Test
  void ofALossTheSmallestGoesOn() {
    assertThat(new SuccessiveHalving(RUNGS, Aim.MINIMIZE).next(atFirstRung(0.2, 0.9, 0.5)))
        .contains(new Assignment(1, 3));
  }

  @Test
  void twoAreTooFewForOneToGoOn() {
    assertThat(HALVING.next(atFirstRung(0.2, 0.9))).isEmpty();
  }

  @Test
  void ofEqualScoresTheEarlierTrialGoesOn() {
    assertThat(HALVING.next(atFirstRung(0.5, 0.5, 0.5))).contains(new Assignment(1, 3));
  }

  @Test
  void whoWasLetGoOnStaysAmongThoseOfItsRung() {
    List<Trial> trials = atFirstRung(0.2, 0.9, 0.5, 0.8);
    trials.set(1, trials.get(1).running(3));
    assertThat(HALVING.next(trials)).isEmpty();
  }

  @Test
  void aTrialThatFailedCountsAsTheWorst() {
    List<Trial> trials = atFirstRung(0.2, 0.9, 0.5);
    trials.set(1, waiting(3).get(1).running(1).failed("diverged"));
    assertThat(HALVING.next(trials)).contains(new Assignment(3, 3));
  }

  @Test
  void aTrialWithoutAScoreNeverGoesOn() {
    assertThat(HALVING.next(atFirstRung(Double.NaN, Double.NaN, Double.NaN))).isEmpty();
  }

  @Test
  void whatWasInterruptedGoesOnFirst() {
    List<Trial> trials = atFirstRung(0.2, 0.9, 0.5, 0.1);
    trials.set(3, trials.get(3).running(3).interrupted());
    assertThat(HALVING.next(trials)).contains(new Assignment(4, 3));
  }

  @Test
  void theRankingComparesOnlyWithinARung() {
    List<Trial> trials = atFirstRung(0.2, 0.6, 0.9);
    trials.set(0, trained(trials.get(0), 3, 0.3));
    assertThat(HALVING.ranking(trials).stream().map(Trial::number)).containsExactly(1, 3, 2);
  }

  @Test
  void aTrialThatTrainsOnIsRankedByTheRungThatItHasReached() {
    List<Trial> trials = atFirstRung(0.2, 0.6);
    trials.set(1, trials.get(1).running(3).withScores(List.of(0.6, 0.99)));
    assertThat(HALVING.score(trials.get(1))).contains(0.6);
  }

  @Test
  void aTrialThatEndedByItselfKeepsItsScoreAtHigherRungs() {
    Trial ended = waiting(1).get(0).running(3).withScores(List.of(0.5, 0.7)).arrived(RUNGS);
    assertThat(ended.ended()).isTrue();
    assertThat(HALVING.score(ended.passed(9, RUNGS))).contains(0.7);
  }

  @Test
  void aSingleRungTrainsAllToTheEndInTheirOrder() {
    Rungs whole = Rungs.whole(5);
    List<Trial> trials = new ArrayList<>(waiting(3));
    for (int number = 1; number <= 3; number++) {
      assertThat(new SuccessiveHalving(whole, Aim.MAXIMIZE).next(trials))
          .contains(new Assignment(number, 5));
      trials.set(
          number - 1,
          trials.get(number - 1).running(5).withScores(List.of(1., 1., 1., 1., 1.)).arrived(whole));
    }
    assertThat(new SuccessiveHalving(whole, Aim.MAXIMIZE).next(trials)).isEmpty();
  }

  /** Some trials at a time, which end in any order; one in ten fails. */
  private record Simulation(Random random, int parallel, List<Trial> trials, List<Integer> ended) {
    static Simulation of(long seed, int parallel, int count) {
      return new Simulation(
          new Random(seed), parallel, new ArrayList<>(waiting(count)), new ArrayList<>());
    }

    private double score(Trial trial, int epoch) {
      return new Random(31L * trial.number() + epoch).nextDouble();
    }

    void run() {
      while (step()) {}
    }

    boolean step() {
      List<Trial> running =
          trials.stream().filter(each -> each.state() == Trial.State.RUNNING).toList();
      Optional<Assignment> next =
          running.size() < parallel ? HALVING.next(trials) : Optional.empty();
      if (next.isPresent()) {
        int index = next.get().trial() - 1;
        assertEarned(trials.get(index), next.get().epochs());
        trials.set(index, trials.get(index).running(next.get().epochs()));
        return true;
      }
      if (running.isEmpty()) {
        return false;
      }
      Trial trial = running.get(random.nextInt(running.size()));
      List<Double> scores =
          IntStream.range(0, trial.target()).mapToObj(epoch -> score(trial, epoch)).toList();
      boolean fails = new Random(trial.number()).nextInt(10) == 0;
      trials.set(
          trial.number() - 1,
          fails ? trial.failed("why") : trial.withScores(scores).arrived(RUNGS));
      ended.add(trial.number());
      return true;
    }

    /** Nobody trains beyond a rung without being among the best third there at that moment. */
    private void assertEarned(Trial trial, int epochs) {
      int rung = RUNGS.epochs().indexOf(epochs) - 1;
      if (trial.state() == Trial.State.INTERRUPTED || rung < 0) {
        return;
      }
      int below = RUNGS.epochs().get(rung);
      assertThat(trial.hasReached(below)).isTrue();
      double own = trial.scoreAfter(below, Aim.MAXIMIZE).orElseThrow();
      long better =
          trials.stream()
              .filter(each -> each.scoreAfter(below, Aim.MAXIMIZE).orElse(-1) > own)
              .count();
      long present = trials.stream().filter(each -> each.counts(below)).count();
      assertThat(better).isLessThan(present / 3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30})
  void nobodyTrainsBeyondARungWithoutBeingAmongItsBestThird(int parallel) {
    for (int seed = 0; seed < 20; seed++) {
      Simulation simulation = Simulation.of(seed, parallel, 30);
      simulation.run();
      assertThat(simulation.trials()).noneMatch(each -> each.state() == Trial.State.WAITING);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theTopThirdOfTheFirstRungHasGoneOnInTheEnd(int parallel) {
    Simulation simulation = Simulation.of(5, parallel, 30);
    simulation.run();
    Comparator<Trial> best =
        Comparator.comparing(each -> -each.scoreAfter(1, Aim.MAXIMIZE).orElse(-1));
    List<Trial> top = simulation.trials().stream().sorted(best).limit(10).toList();
    assertThat(top).allMatch(each -> each.target() > 1);
  }

  @Test
  void aSearchThatIsInterruptedDoesTheSameAsOneThatIsNot() {
    Simulation whole = Simulation.of(5, 1, 20);
    whole.run();
    Simulation resumed = Simulation.of(5, 1, 20);
    Random interruptions = new Random(1);
    while (resumed.step()) {
      resumed
          .trials()
          .replaceAll(
              each ->
                  each.state() == Trial.State.RUNNING && interruptions.nextBoolean()
                      ? each.interrupted()
                      : each);
    }
    assertThat(resumed.ended()).isEqualTo(whole.ended());
    assertThat(resumed.trials()).isEqualTo(whole.trials());
  }

  @Test
  void timeAddsUp() {
    Trial trial = waiting(1).get(0).withMore(Duration.ofSeconds(2)).withMore(Duration.ofSeconds(3));
    assertThat(trial.time()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void theBestEpochIsTheFirstOfTheBestScores() {
    Trial trial = waiting(1).get(0).running(4).withScores(Arrays.asList(0.1, Double.NaN, 0.7, 0.7));
    assertThat(trial.bestEpoch(Aim.MAXIMIZE)).contains(3);
  }
}
