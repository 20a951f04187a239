package dev.peaberry.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How many of a class are found against how many of those found are right, at every threshold of
 * its probability. Immutable.
 *
 * @param points from the highest threshold to the lowest, at which every example is found
 * @param averagePrecision the mean of the precisions, each counting by how much recall grows there;
 *     guessing has the share of the class; NaN if there are no examples of it
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.average_precision_score.html">average_precision_score</a>
 */
public record PrecisionRecallCurve(List<Point> points, double averagePrecision) {
  /** Copies the list. */
  public PrecisionRecallCurve {
    points = List.copyOf(points);
  }

  /**
   * What a threshold gives. Immutable.
   *
   * @param threshold from which probability on an example counts as found
   * @param precision the share of the right ones among those found
   * @param recall the share of the class that is found
   */
  public record Point(double threshold, double precision, double recall) {}

  /** The curve of a class. */
  public static PrecisionRecallCurve of(Predictions predictions, int ofClass) {
    RankedScores ranked = RankedScores.of(predictions, ofClass);
    if (ranked.positives() == 0) {
      return new PrecisionRecallCurve(List.of(), Double.NaN);
    }
    List<Point> points = new ArrayList<>();
    double average = 0;
    double reached = 0;
    for (RankedScores.Step step : ranked.steps()) {
      double precision = (double) step.hits() / (step.hits() + step.falseAlarms());
      double recall = (double) step.hits() / ranked.positives();
      average += (recall - reached) * precision;
      reached = recall;
      points.add(new Point(step.threshold(), precision, recall));
    }
    return new PrecisionRecallCurve(points, average);
  }
}
