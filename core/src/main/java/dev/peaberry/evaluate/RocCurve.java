package dev.peaberry.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * How many of a class are found against how many false alarms that costs, at every threshold of its
 * probability: the receiver operating characteristic of one class against all others. Immutable.
 *
 * @param points from none found to all found
 * @param area below the curve: the probability that an example of the class has a greater
 *     probability of it than one of the others; 0.5 is chance; NaN if there are no examples of the
 *     class, or no others
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_curve.html">roc_curve</a>
 */
public record RocCurve(List<Point> points, double area) {
  /** Copies the list. */
  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * What a threshold gives. Immutable.
   *
   * @param threshold from which probability on an example counts as found
   * @param falsePositiveRate the share of the others that count as found
   * @param truePositiveRate the share of the class that is found, its recall
   */
  public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

  /** The curve of a class; points on a straight line between others are left out. */
  public static RocCurve of(Predictions predictions, int ofClass) {
    RankedScores ranked = RankedScores.of(predictions, ofClass);
    List<Point> all = new ArrayList<>();
    all.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
    double area = 0;
    for (RankedScores.Step step : ranked.steps()) {
      Point last = all.get(all.size() - 1);
      Point next =
          new Point(
              step.threshold(),
              (double) step.falseAlarms() / ranked.negatives(),
              (double) step.hits() / ranked.positives());
      area +=
          (next.falsePositiveRate() - last.falsePositiveRate())
              * (next.truePositiveRate() + last.truePositiveRate())
              / 2;
      all.add(next);
    }
    return ranked.positives() == 0 || ranked.negatives() == 0
        ? new RocCurve(List.of(), Double.NaN)
        : new RocCurve(corners(all), area);
  }

  private static List<Point> corners(List<Point> all) {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean between = i > 0 && i < all.size() - 1;
      if (!between || turns(kept.get(kept.size() - 1), all.get(i), all.get(i + 1))) {
        kept.add(all.get(i));
      }
    }
    return kept;
  }

  private static boolean turns(Point before, Point point, Point after) {
    double first =
        (point.falsePositiveRate() - before.falsePositiveRate())
            * (after.truePositiveRate() - point.truePositiveRate());
    double second =
        (after.falsePositiveRate() - point.falsePositiveRate())
            * (point.truePositiveRate() - before.truePositiveRate());
    return Math.abs(first - second) > 1e-15;
  }
}
