package dev.peaberry.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * How answers are made of a classifier's probabilities. They are made less or more certain by a
 * temperature first. Then a model of one class for each picture answers the most probable class
 * among those that reach their thresholds, and nothing, "I don't know", if none does; a model of
 * several classes for each picture answers every class above its threshold. Immutable.
 *
 * @param temperature 1 for probabilities as they are
 * @param thresholds of each class, 0 to 1; empty for the usual ones: 0 where each picture has one
 *     class, 0.5 where it may have several
 */
public record DecisionRule(Temperature temperature, List<Double> thresholds) {
  /** Probabilities as they are and the usual thresholds. */
  public static final DecisionRule USUAL = new DecisionRule(Temperature.NONE, List.of());

  private static final double USUAL_OF_SEVERAL = 0.5;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a threshold is not from 0 to 1
   */
  public DecisionRule {
    thresholds = List.copyOf(thresholds);
    for (double threshold : thresholds) {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new IllegalArgumentException(
            "Found the threshold " + threshold + ", expected a probability from 0 to 1");
      }
    }
  }

  /** With another temperature. */
  public DecisionRule withTemperature(Temperature other) {
    return new DecisionRule(other, thresholds);
  }

  /** With the same threshold for each of some classes: below it the model keeps silent. */
  public DecisionRule withConfidence(int classes, double least) {
    return withThresholds(Collections.nCopies(classes, least));
  }

  /** With other thresholds, one for each class, or none for the usual ones. */
  public DecisionRule withThresholds(List<Double> others) {
    return new DecisionRule(temperature, others);
  }

  /**
   * With another threshold for the second of two classes, and its complement for the first, so that
   * one of them is always answered.
   */
  public DecisionRule withThresholdOfSecond(double threshold) {
    return withThresholds(List.of(1 - threshold, threshold));
  }

  /** Whether this changes nothing. */
  public boolean isUsual() {
    return temperature.value() == 1 && thresholds.isEmpty();
  }

  /** The probabilities at the temperature, of a model of one class for each picture. */
  public double[] probabilities(double... given) {
    return temperature.apply(given);
  }

  /**
   * The class that is answered where each picture has one; empty for "I don't know".
   *
   * @param probabilities at the temperature
   * @throws IllegalArgumentException if there are thresholds of another number of classes
   */
  public OptionalInt answer(double... probabilities) {
    requireClasses(probabilities.length);
    int best = -1;
    for (int i = 0; i < probabilities.length; i++) {
      boolean reached = thresholds.isEmpty() || probabilities[i] >= thresholds.get(i);
      best = reached && (best < 0 || probabilities[i] > probabilities[best]) ? i : best;
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /**
   * The classes that are answered where a picture may have several; perhaps none.
   *
   * @throws IllegalArgumentException if there are thresholds of another number of classes
   */
  public List<Integer> answers(double... probabilities) {
    requireClasses(probabilities.length);
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] > (thresholds.isEmpty() ? USUAL_OF_SEVERAL : thresholds.get(i))) {
        answers.add(i);
      }
    }
    return answers;
  }

  /**
   * This rule itself if it fits a model.
   *
   * @throws IllegalArgumentException if there are thresholds of another number of classes
   */
  public DecisionRule requireClasses(int classes) {
    if (!thresholds.isEmpty() && thresholds.size() != classes) {
      throw new IllegalArgumentException(
          "Found %d thresholds and %d classes, expected as many"
              .formatted(thresholds.size(), classes));
    }
    return this;
  }

  /** What was said, at the temperature, with the answers; silence keeps the most probable class. */
  public Predictions apply(Predictions predictions) {
    requireClasses(predictions.classes());
    return isUsual()
        ? predictions
        : predictions.map(temperature::apply, (row, before) -> answer(row).orElse(before));
  }

  /**
   * How many examples are answered, and how many of these answers are right.
   *
   * @param predictions to which this rule has been {@link #apply applied}
   * @return with the confidence 0; an accuracy of 0 if nothing is answered
   */
  public Coverage.Point answered(Predictions predictions) {
    long answered = 0;
    long right = 0;
    for (int i = 0; i < predictions.size(); i++) {
      if (answer(predictions.row(i)).isPresent()) {
        answered++;
        right += predictions.get(i).isRight() ? 1 : 0;
      }
    }
    return new Coverage.Point(
        0, (double) answered / predictions.size(), answered == 0 ? 0 : (double) right / answered);
  }
}
