package dev.peaberry.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much weight positive and negative labels have between two neighbouring thresholds. A
 * prediction changes one sum, however many thresholds there are; the counts at each follow when a
 * result is asked for. Confined to one thread.
 */
final class ThresholdCounts {
  private final Thresholds thresholds;
  private final int buckets;
  private int labels;
  private double[] positive = {};
  private double[] negative = {};

  ThresholdCounts(Thresholds thresholds) {
    this.thresholds = thresholds;
    this.buckets = thresholds.count() + 1;
  }

  /**
   * Makes room for so many labels, once.
   *
   * @throws IllegalArgumentException if there were another number before
   */
  void requireLabels(int number) {
    if (labels == 0) {
      resize(number);
    } else if (labels != number) {
      throw new IllegalArgumentException(
          "Found " + number + " labels, expected " + labels + " as in the batches before");
    }
  }

  private void resize(int number) {
    labels = number;
    positive = new double[number * buckets];
    negative = new double[number * buckets];
  }

  int labels() {
    return labels;
  }

  /** Adds a prediction that exceeds so many thresholds. */
  void add(int label, int exceeded, boolean isPositive, double weight) {
    (isPositive ? positive : negative)[label * buckets + exceeded] += weight;
  }

  /** The counts at each threshold, in the order in which they were given; 0 before any batch. */
  ConfusionCurve curve(int label) {
    double[] above = labels == 0 ? new double[buckets] : above(positive, label);
    double[] aboveNegative = labels == 0 ? new double[buckets] : above(negative, label);
    double[][] counts = new double[4][buckets - 1];
    for (int i = 0; i < buckets - 1; i++) {
      int place = thresholds.place(i) + 1;
      counts[0][i] = above[place];
      counts[1][i] = aboveNegative[place];
      counts[2][i] = aboveNegative[0] - aboveNegative[place];
      counts[3][i] = above[0] - above[place];
    }
    return new ConfusionCurve(counts[0], counts[1], counts[2], counts[3]);
  }

  /** The sum of each bucket and all above it. */
  private double[] above(double[] weights, int label) {
    double[] sums = Arrays.copyOfRange(weights, label * buckets, (label + 1) * buckets);
    for (int i = buckets - 2; i >= 0; i--) {
      sums[i] += sums[i + 1];
    }
    return sums;
  }

  void reset() {
    Arrays.fill(positive, 0);
    Arrays.fill(negative, 0);
  }

  List<Double> sums() {
    List<Double> sums = new ArrayList<>(2 * positive.length);
    Arrays.stream(positive).forEach(sums::add);
    Arrays.stream(negative).forEach(sums::add);
    return sums;
  }

  void restore(List<Double> sums) {
    if (sums.size() % (2 * buckets) != 0) {
      throw new IllegalArgumentException(
          "Found " + sums.size() + " sums, expected a multiple of " + 2 * buckets);
    }
    resize(sums.size() / (2 * buckets));
    for (int i = 0; i < positive.length; i++) {
      positive[i] = sums.get(i);
      negative[i] = sums.get(positive.length + i);
    }
  }
}
