package dev.peaberry.metric;

/**
 * Means, variances and covariance of a true and a predicted row, divided by n. Reused from row to
 * row. Confined to one thread.
 */
final class RowMoments {
  private double trueMean;
  private double predictedMean;
  private double trueVariance;
  private double predictedVariance;
  private double covariance;

  /** Looks at a row. */
  RowMoments read(float[] yTrue, float[] yPred, int row, int length) {
    trueMean = mean(yTrue, row, length);
    predictedMean = mean(yPred, row, length);
    trueVariance = 0;
    predictedVariance = 0;
    covariance = 0;
    for (int i = row * length; i < (row + 1) * length; i++) {
      double fromTrue = yTrue[i] - trueMean;
      double fromPredicted = yPred[i] - predictedMean;
      trueVariance += fromTrue * fromTrue / length;
      predictedVariance += fromPredicted * fromPredicted / length;
      covariance += fromTrue * fromPredicted / length;
    }
    return this;
  }

  private static double mean(float[] data, int row, int length) {
    double sum = 0;
    for (int i = row * length; i < (row + 1) * length; i++) {
      sum += data[i];
    }
    return sum / length;
  }

  /** Pearson's correlation; not a number where a row is constant. */
  double correlation() {
    return covariance / Math.sqrt(trueVariance * predictedVariance);
  }

  /** Lin's concordance, with Keras's epsilon. */
  double concordance() {
    double shift = trueMean - predictedMean;
    return 2 * covariance / (trueVariance + predictedVariance + shift * shift + RowValue.EPSILON);
  }
}
