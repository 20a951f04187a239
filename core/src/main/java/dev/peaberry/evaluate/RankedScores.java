package dev.peaberry.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Examples in the order of how surely they are of a class, with what is found at each threshold.
 * Immutable.
 *
 * @param steps one for each different score, from the greatest to the least
 * @param positives how many examples are of the class
 * @param negatives how many are not
 */
record RankedScores(List<Step> steps, long positives, long negatives) {
  /**
   * What is found if all examples of a score, or a greater one, count as found. Immutable.
   *
   * @param threshold the score
   * @param hits how many of them are of the class
   * @param falseAlarms how many are not
   */
  record Step(double threshold, long hits, long falseAlarms) {}

  /** Ranks examples for one class against all others. */
  static RankedScores of(Predictions predictions, int ofClass) {
    int[] order = order(predictions, ofClass);
    List<Step> steps = new ArrayList<>();
    long hits = 0;
    long falseAlarms = 0;
    for (int at = 0; at < order.length; at++) {
      boolean positive = predictions.label(order[at]) == ofClass;
      hits += positive ? 1 : 0;
      falseAlarms += positive ? 0 : 1;
      double score = predictions.probability(order[at], ofClass);
      boolean tied =
          at + 1 < order.length && predictions.probability(order[at + 1], ofClass) == score;
      if (!tied) {
        steps.add(new Step(score, hits, falseAlarms));
      }
    }
    return new RankedScores(List.copyOf(steps), hits, falseAlarms);
  }

  /** The examples by falling probability. Floats that are not negative sort as their bits do. */
  private static int[] order(Predictions predictions, int ofClass) {
    return IntStream.range(0, predictions.size())
        .mapToLong(
            i -> ((long) Float.floatToIntBits(predictions.probability(i, ofClass)) << 32) | i)
        .map(key -> -key)
        .sorted()
        .mapToInt(key -> (int) -key)
        .toArray();
  }
}
