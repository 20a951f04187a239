package dev.peaberry.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What came of trying learning rates. Immutable.
 *
 * @param points one a step, with growing rates; up to the first loss that is not finite
 * @param diverged whether it ended because the loss went away
 */
public record LearningRateSearch(List<Point> points, boolean diverged) {
  /** At the start the average is of few batches, at the end the loss goes away. */
  private static final int LEFT_OUT_AT_START = 10;

  private static final int LEFT_OUT_AT_END = 5;

  /** Fewer falling points are noise. */
  private static final int SHORTEST_DESCENT = 5;

  /**
   * A rate that was tried.
   *
   * @param learningRate that changed the weights after the loss was measured
   * @param loss of the step's batch
   * @param smoothed the moving average of the losses
   */
  public record Point(double learningRate, double loss, double smoothed) {}

  /** Copies the points. */
  public LearningRateSearch {
    points = List.copyOf(points);
  }

  /**
   * The point in the middle of the longest descent: of the longest series of points, not
   * necessarily neighbours, whose smoothed losses fall. There the loss has begun to fall for good
   * and is not near its end, so its rate is the one to try first (fastai's {@code valley}). The
   * first tenth of the points and the last five are not looked at.
   *
   * @return empty if the loss does not fall
   */
  public Optional<Point> valley() {
    List<Point> descent = longestDescent(considered());
    return descent.size() < SHORTEST_DESCENT
        ? Optional.empty()
        : Optional.of(descent.get(descent.size() / 2));
  }

  /**
   * The point at which the smoothed loss falls the most for a factor of the rate, before it is at
   * its lowest; the first tenth of the points and the last five are not looked at.
   *
   * @return empty if the loss does not fall
   */
  public Optional<Point> steepest() {
    List<Point> all = considered();
    int lowest = lowest(all);
    Optional<Point> found = Optional.empty();
    double steepest = 0;
    for (int i = 1; i <= lowest; i++) {
      Point before = all.get(i - 1);
      Point after = all.get(i);
      double slope =
          (after.smoothed() - before.smoothed())
              / Math.log(after.learningRate() / before.learningRate());
      if (slope < steepest) {
        steepest = slope;
        found = Optional.of(after);
      }
    }
    return found;
  }

  private static int lowest(List<Point> all) {
    int lowest = 0;
    for (int i = 1; i < all.size(); i++) {
      lowest = all.get(i).smoothed() < all.get(lowest).smoothed() ? i : lowest;
    }
    return lowest;
  }

  private List<Point> considered() {
    int from = points.size() / LEFT_OUT_AT_START;
    return points.subList(from, Math.max(from, points.size() - LEFT_OUT_AT_END));
  }

  private static List<Point> longestDescent(List<Point> all) {
    int[] lengths = new int[all.size()];
    int[] before = new int[all.size()];
    int end = -1;
    for (int i = 0; i < all.size(); i++) {
      lengths[i] = 1;
      before[i] = -1;
      for (int j = 0; j < i; j++) {
        if (all.get(j).smoothed() > all.get(i).smoothed() && lengths[j] >= lengths[i]) {
          lengths[i] = lengths[j] + 1;
          before[i] = j;
        }
      }
      end = end < 0 || lengths[i] > lengths[end] ? i : end;
    }
    List<Point> descent = new ArrayList<>();
    for (int i = end; i >= 0; i = before[i]) {
      descent.add(all.get(i));
    }
    Collections.reverse(descent);
    return descent;
  }
}
