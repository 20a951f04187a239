package dev.peaberry.tune;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One training with values of its own for the parameters, and how far it has come. Immutable.
 *
 * @param number from 1
 * @param values by the names of the parameters
 * @param state where it is
 * @param target for how many epochs it has been let train; 0 before the first
 * @param scores after each epoch, NaN where there was none
 * @param ended whether it has ended by itself before its target, as by early stopping
 * @param reason why it failed, if it did
 * @param time how long it has trained in all
 */
public record Trial(
    int number,
    Map<String, String> values,
    State state,
    int target,
    List<Double> scores,
    boolean ended,
    Optional<String> reason,
    Duration time) {
  /** Where a trial is. */
  public enum State {
    /** Not begun. */
    WAITING,
    /** Training, or left behind by a process that was killed. */
    RUNNING,
    /** Saved on the way to its target. */
    INTERRUPTED,
    /** At a rung that is not the last, and not among the best there. */
    STOPPED,
    /** Trained to the end. */
    DONE,
    /** Ended by an error. */
    FAILED
  }

  /** Copies the values and the scores. */
  public Trial {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    scores = List.copyOf(scores);
  }

  /** One that has not begun. */
  public static Trial waiting(int number, Map<String, String> values) {
    return new Trial(
        number, values, State.WAITING, 0, List.of(), false, Optional.empty(), Duration.ZERO);
  }

  /** Training to a number of epochs from now on. */
  public Trial running(int epochs) {
    return with(State.RUNNING, epochs, scores, ended, Optional.empty(), time);
  }

  /** With the scores of all epochs so far. */
  public Trial withScores(List<Double> all) {
    return with(state, target, all, ended, reason, time);
  }

  /** Having trained for longer. */
  public Trial withMore(Duration more) {
    return with(state, target, scores, ended, reason, time.plus(more));
  }

  /** Saved before it reached its target. */
  public Trial interrupted() {
    return with(State.INTERRUPTED, target, scores, ended, Optional.empty(), time);
  }

  /** Ended by an error. */
  public Trial failed(String why) {
    return with(State.FAILED, target, scores, ended, Optional.of(why), time);
  }

  /** At the end of what it was let train, or at an end of its own before it. */
  public Trial arrived(Rungs rungs) {
    State now = target >= rungs.last() ? State.DONE : State.STOPPED;
    return with(now, target, scores, scores.size() < target, Optional.empty(), time);
  }

  /** Let go on to another rung, for which it has nothing more to do: it has ended by itself. */
  public Trial passed(int epochs, Rungs rungs) {
    return with(state, epochs, scores, ended, reason, time).arrived(rungs);
  }

  private Trial with(
      State other,
      int epochs,
      List<Double> all,
      boolean over,
      Optional<String> why,
      Duration trained) {
    return new Trial(number, values, other, epochs, all, over, why, trained);
  }

  /** Whether it has come as far as this rung, or was let go there and failed. */
  boolean counts(int epochs) {
    return target >= epochs && (state == State.FAILED || hasReached(epochs));
  }

  /** Whether it has trained for so many epochs, or has ended by itself when it was let. */
  public boolean hasReached(int epochs) {
    return target >= epochs && (scores.size() >= epochs || (ended && state != State.RUNNING));
  }

  /** The best score of the first epochs, if it has reached that many. */
  public OptionalDouble scoreAfter(int epochs, Aim aim) {
    return hasReached(epochs)
        ? aim.best(scores.subList(0, Math.min(epochs, scores.size())))
        : OptionalDouble.empty();
  }

  /** The epochs of the highest rung that it has reached, if it has reached one. */
  public Optional<Integer> rung(Rungs rungs) {
    return rungs.epochs().stream().filter(this::hasReached).reduce((lower, higher) -> higher);
  }

  /** The best score so far, whether it has reached a rung or not. */
  public OptionalDouble best(Aim aim) {
    return aim.best(scores);
  }

  /** The epoch of the best score so far, from 1, if there is a score. */
  public Optional<Integer> bestEpoch(Aim aim) {
    OptionalDouble best = best(aim);
    return best.isEmpty() ? Optional.empty() : Optional.of(scores.indexOf(best.getAsDouble()) + 1);
  }
}
