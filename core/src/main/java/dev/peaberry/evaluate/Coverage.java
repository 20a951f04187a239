package dev.peaberry.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a classifier gains by keeping silent where it is not sure: the share of the examples that it
 * answers, and how many of these answers are right, for every confidence below which it says "I
 * don't know" (selective classification, Geifman and El-Yaniv 2017). Immutable.
 *
 * @param points from the highest confidence, few answers, to the lowest, all
 * @see <a href="https://arxiv.org/abs/1705.08500">Selective Classification for Deep Neural
 *     Networks</a>
 */
public record Coverage(List<Point> points) {
  /** Copies the list. */
  public Coverage {
    points = List.copyOf(points);
  }

  /**
   * What one confidence gives. Immutable.
   *
   * @param confidence from which probability on an answer is given
   * @param coverage the share of the examples that are answered
   * @param accuracy the share of these answers that are right
   */
  public record Point(double confidence, double coverage, double accuracy) {}

  /** The curve of what was said; one point for each different confidence. */
  public static Coverage of(Predictions predictions) {
    List<Prediction> sorted =
        predictions.stream()
            .sorted(Comparator.comparingDouble(Prediction::probability).reversed())
            .toList();
    List<Point> points = new ArrayList<>();
    long right = 0;
    for (int i = 0; i < sorted.size(); i++) {
      right += sorted.get(i).isRight() ? 1 : 0;
      float confidence = sorted.get(i).probability();
      if (i + 1 == sorted.size() || sorted.get(i + 1).probability() != confidence) {
        double answered = i + 1;
        points.add(new Point(confidence, answered / sorted.size(), right / answered));
      }
    }
    return new Coverage(points);
  }

  /** The point with the most answers of which at least this share is right; empty if none has. */
  public Optional<Point> atAccuracy(double accuracy) {
    return points.stream()
        .filter(point -> point.accuracy() >= accuracy)
        .max(Comparator.comparingDouble(Point::coverage));
  }

  /** What is answered, and how well, from a confidence on; no answers if none is that sure. */
  public Point atConfidence(double confidence) {
    return points.stream()
        .filter(point -> point.confidence() >= confidence)
        .max(Comparator.comparingDouble(Point::coverage))
        .map(point -> new Point(confidence, point.coverage(), point.accuracy()))
        .orElse(new Point(confidence, 0, 0));
  }
}
