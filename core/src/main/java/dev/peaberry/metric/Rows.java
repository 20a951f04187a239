package dev.peaberry.metric;

/** Looks at one row of an array: the scores of all classes for one example. */
final class Rows {
  private Rows() {}

  /** The index of the greatest value, the first of several; NaN is never greatest, as in Keras. */
  static int argmax(float[] data, int row, int length) {
    int from = row * length;
    int best = 0;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      if (data[from + i] > greatest) {
        greatest = data[from + i];
        best = i;
      }
    }
    return best;
  }

  /**
   * Whether fewer than k values are greater than that of the true class, so that a tie favours the
   * model. False, as in TensorFlow's InTopK, for a class that does not exist and for a row that
   * shows a value which is not finite before k greater ones.
   */
  static boolean inTopK(float[] data, int row, int length, int trueClass, int k) {
    if (trueClass < 0 || trueClass >= length) {
      return false;
    }
    int from = row * length;
    float score = data[from + trueClass];
    if (!Float.isFinite(score)) {
      return false;
    }
    int greater = 0;
    for (int i = 0; i < length && greater < k; i++) {
      if (!Float.isFinite(data[from + i])) {
        return false;
      }
      greater += data[from + i] > score ? 1 : 0;
    }
    return greater < k;
  }
}
