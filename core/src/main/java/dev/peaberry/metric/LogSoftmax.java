package dev.peaberry.metric;

/** Logarithms of the probabilities of a row of logits. */
final class LogSoftmax {
  private LogSoftmax() {}

  /** The logarithm of the sum of the exponentials of a row, without overflow. */
  static double logSumExp(float[] logits, int row, int length) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = row * length; i < (row + 1) * length; i++) {
      greatest = Math.max(greatest, logits[i]);
    }
    double sum = 0;
    for (int i = row * length; i < (row + 1) * length; i++) {
      sum += Math.exp(logits[i] - greatest);
    }
    return greatest + Math.log(sum);
  }
}
