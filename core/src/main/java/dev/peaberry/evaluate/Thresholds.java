package dev.peaberry.evaluate;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a classifier of two classes does if the second is answered from another probability on than
 * 0.5. Immutable.
 *
 * @param rows at 0.05, 0.10 and so on to 0.95
 * @param bestF1 the threshold with the greatest F1 of the second class, the highest of several
 * @param bestYouden the threshold at which recall less false alarms is the greatest (Youden 1950)
 */
public record Thresholds(List<Row> rows, Row bestF1, Row bestYouden) {
  private static final int STEPS = 20;

  /** Copies the list. */
  public Thresholds {
    rows = List.copyOf(rows);
  }

  /**
   * What one threshold gives, for the second class. Immutable.
   *
   * @param threshold from which probability on it is answered
   * @param precision the share of the right ones among these answers; 0 if there are none
   * @param recall the share of its examples that are found
   * @param falsePositiveRate the share of the first class that is taken for it
   * @param accuracy the share of all examples that are answered rightly
   */
  public record Row(
      double threshold,
      double precision,
      double recall,
      double falsePositiveRate,
      double accuracy) {
    /** The harmonic mean of precision and recall; 0 if both are 0. */
    public double f1() {
      double sum = precision + recall;
      return sum == 0 ? 0 : 2 * precision * recall / sum;
    }

    /** Recall less false alarms, -1 to 1. */
    public double youden() {
      return recall - falsePositiveRate;
    }

    /** For a file: the components by name. */
    public Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("threshold", threshold);
      json.put("precision", precision);
      json.put("recall", recall);
      json.put("f1", f1());
      json.put("false_positive_rate", falsePositiveRate);
      json.put("accuracy", accuracy);
      return json;
    }
  }

  /**
   * Tries thresholds on what was said.
   *
   * @throws IllegalArgumentException if there are not two classes
   */
  public static Thresholds of(Predictions predictions) {
    if (predictions.classes() != 2) {
      throw new IllegalArgumentException(
          "Found %d classes, expected 2".formatted(predictions.classes()));
    }
    RankedScores ranked = RankedScores.of(predictions, 1);
    List<Row> all = ranked.steps().stream().map(step -> row(step, ranked)).toList();
    return new Thresholds(
        IntStream.range(1, STEPS).mapToObj(i -> at((double) i / STEPS, ranked)).toList(),
        best(all, Row::f1),
        best(all, Row::youden));
  }

  private static Row best(List<Row> rows, ToDoubleFunction<Row> measure) {
    return rows.stream()
        .max(Comparator.comparingDouble(measure).thenComparingDouble(Row::threshold))
        .orElseThrow();
  }

  private static Row at(double threshold, RankedScores ranked) {
    RankedScores.Step reached = new RankedScores.Step(threshold, 0, 0);
    for (RankedScores.Step step : ranked.steps()) {
      if (step.threshold() < threshold) {
        break;
      }
      reached = new RankedScores.Step(threshold, step.hits(), step.falseAlarms());
    }
    return row(reached, ranked);
  }

  private static Row row(RankedScores.Step step, RankedScores ranked) {
    long found = step.hits() + step.falseAlarms();
    long right = step.hits() + ranked.negatives() - step.falseAlarms();
    return new Row(
        step.threshold(),
        ratio(step.hits(), found),
        ratio(step.hits(), ranked.positives()),
        ratio(step.falseAlarms(), ranked.negatives()),
        ratio(right, ranked.positives() + ranked.negatives()));
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /** For a file: the components by name. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows.stream().map(Row::toJson).toList());
    json.put("best_f1", bestF1.toJson());
    json.put("best_youden", bestYouden.toJson());
    return json;
  }
}
