package dev.peaberry.metric;

/**
 * The four counts of a binary confusion matrix at each of several thresholds. Immutable.
 *
 * <p>A share of nothing is 0, as in Keras.
 */
final class ConfusionCurve {
  private final double[] truePositives;
  private final double[] falsePositives;
  private final double[] trueNegatives;
  private final double[] falseNegatives;

  ConfusionCurve(
      double[] truePositives,
      double[] falsePositives,
      double[] trueNegatives,
      double[] falseNegatives) {
    this.truePositives = truePositives;
    this.falsePositives = falsePositives;
    this.trueNegatives = trueNegatives;
    this.falseNegatives = falseNegatives;
  }

  /** A number at a threshold. */
  interface Point {
    double of(ConfusionCurve curve, int threshold);
  }

  int size() {
    return truePositives.length;
  }

  double truePositives(int i) {
    return truePositives[i];
  }

  double falsePositives(int i) {
    return falsePositives[i];
  }

  double trueNegatives(int i) {
    return trueNegatives[i];
  }

  double falseNegatives(int i) {
    return falseNegatives[i];
  }

  /** The number of predictions that are positive. */
  double predictedPositives(int i) {
    return truePositives[i] + falsePositives[i];
  }

  /** The number of labels that are positive. */
  double positives(int i) {
    return truePositives[i] + falseNegatives[i];
  }

  /** The number of labels that are negative. */
  double negatives(int i) {
    return trueNegatives[i] + falsePositives[i];
  }

  double precision(int i) {
    return ratio(truePositives[i], predictedPositives(i));
  }

  /** The recall or sensitivity. */
  double recall(int i) {
    return ratio(truePositives[i], positives(i));
  }

  double specificity(int i) {
    return ratio(trueNegatives[i], negatives(i));
  }

  double falsePositiveRate(int i) {
    return ratio(falsePositives[i], negatives(i));
  }

  static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
