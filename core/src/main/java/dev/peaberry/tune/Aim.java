package dev.peaberry.tune;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Whether less or more of a score is better. Immutable. */
public enum Aim {
  /** Less is better, as of a loss. */
  MINIMIZE,
  /** More is better, as of an accuracy. */
  MAXIMIZE;

  /** The better scores first. */
  public Comparator<Double> bestFirst() {
    return this == MINIMIZE ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }

  /** The best of those that are finite, if there is one. */
  public OptionalDouble best(List<Double> scores) {
    return scores.stream()
        .filter(Double::isFinite)
        .min(bestFirst())
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }
}
