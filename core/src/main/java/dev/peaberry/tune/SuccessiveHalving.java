package dev.peaberry.tune;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides which trial trains next and for how long: asynchronous successive halving (ASHA). A trial
 * of the best third of its rung goes on as soon as it is known to be one; else a new one begins.
 * With a single rung, all trials train to the end in their order. What comes next follows from the
 * trials alone, so an interrupted search goes on as if nothing had happened. Immutable.
 *
 * <p>A trial that failed takes part in the count of its rung, as the worst. Of equal scores the
 * earlier trial's counts as the better.
 *
 * @see <a href="https://arxiv.org/abs/1810.05934">Li et al., A System for Massively Parallel
 *     Hyperparameter Tuning, 2020, Algorithm 2</a>
 * @param rungs after how many epochs trials are compared
 * @param aim which scores are better
 */
public record SuccessiveHalving(Rungs rungs, Aim aim) {
  /**
   * What is to be done next.
   *
   * @param trial its number
   * @param epochs how many it shall have in all
   */
  public record Assignment(int trial, int epochs) {}

  /** What is to be done next; empty if all is done, or must wait for what is running. */
  public Optional<Assignment> next(List<Trial> trials) {
    for (Trial trial : trials) {
      if (trial.state() == Trial.State.INTERRUPTED) {
        return Optional.of(new Assignment(trial.number(), trial.target()));
      }
    }
    for (int rung = rungs.epochs().size() - 2; rung >= 0; rung--) {
      Optional<Trial> promoted = promotable(trials, rungs.epochs().get(rung));
      if (promoted.isPresent()) {
        return Optional.of(new Assignment(promoted.get().number(), rungs.epochs().get(rung + 1)));
      }
    }
    return trials.stream()
        .filter(trial -> trial.state() == Trial.State.WAITING)
        .findFirst()
        .map(trial -> new Assignment(trial.number(), rungs.first()));
  }

  /** The best of the best third that has not been let go on. */
  private Optional<Trial> promotable(List<Trial> trials, int epochs) {
    int present = (int) trials.stream().filter(trial -> trial.counts(epochs)).count();
    return trials.stream()
        .filter(trial -> trial.scoreAfter(epochs, aim).isPresent())
        .sorted(byScoreAfter(epochs))
        .limit(present / rungs.reduction())
        .filter(trial -> trial.state() == Trial.State.STOPPED && trial.target() == epochs)
        .findFirst();
  }

  /**
   * The trials that have reached a rung and have not failed, best first: those that came further
   * before others, and on one rung by their scores there, for which all had the same epochs.
   */
  public List<Trial> ranking(List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.state() != Trial.State.FAILED && score(trial).isPresent())
        .sorted(
            Comparator.comparing((Trial trial) -> trial.rung(rungs).orElseThrow())
                .reversed()
                .thenComparing(trial -> score(trial).orElseThrow(), aim.bestFirst()))
        .toList();
  }

  /** A trial's score at the highest rung that it has reached, if it has. */
  public Optional<Double> score(Trial trial) {
    return trial
        .rung(rungs)
        .map(epochs -> trial.scoreAfter(epochs, aim))
        .filter(score -> score.isPresent())
        .map(score -> score.getAsDouble());
  }

  private Comparator<Trial> byScoreAfter(int epochs) {
    return Comparator.comparing(
        trial -> trial.scoreAfter(epochs, aim).orElseThrow(), aim.bestFirst());
  }
}
