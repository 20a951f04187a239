package dev.peaberry.metric;

/** What a row of predictions is worth: an error, a loss, or 1 if it is right and else 0. */
interface RowValue {
  /** What Keras adds or clips to where 0 would fail. */
  float EPSILON = 1e-7f;

  /** An error of one predicted value. */
  interface Elementwise {
    double of(float yTrue, float yPred);
  }

  /**
   * The worth of one row.
   *
   * @param row which one, from 0
   * @param length the number of values of a row of predictions
   */
  double of(float[] yTrue, float[] yPred, int row, int length);

  /**
   * Looks at a batch before its rows.
   *
   * @throws IllegalArgumentException if its values do not fit
   */
  default void prepare(RowBatch batch) {}

  /** Whether a row counts where weights count; one that does not is worth 0 where they do not. */
  default boolean counts(float[] yTrue, int row) {
    return true;
  }

  /** The mean over the values of a row. */
  static RowValue mean(Elementwise error) {
    return (yTrue, yPred, row, length) -> {
      double sum = 0;
      for (int i = row * length; i < (row + 1) * length; i++) {
        sum += error.of(yTrue[i], yPred[i]);
      }
      return sum / length;
    };
  }

  /** The sum over the values of a row. */
  static RowValue sum(Elementwise term) {
    RowValue mean = mean(term);
    return (yTrue, yPred, row, length) -> length * mean.of(yTrue, yPred, row, length);
  }

  /** The same of outputs that have to be probabilities. */
  static RowValue ofProbabilities(RowValue value) {
    return new RowValue() {
      @Override
      public void prepare(RowBatch batch) {
        batch.requireProbabilities("end the model in softmax or sigmoid, or set from_logits");
        value.prepare(batch);
      }

      @Override
      public boolean counts(float[] yTrue, int row) {
        return value.counts(yTrue, row);
      }

      @Override
      public double of(float[] yTrue, float[] yPred, int row, int length) {
        return value.of(yTrue, yPred, row, length);
      }
    };
  }

  /** A probability so far from 0 and 1 that its logarithm is finite, as Keras clips it. */
  static float clip(float probability) {
    return Math.min(Math.max(probability, EPSILON), 1 - EPSILON);
  }
}
