package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A score of a confusion matrix. Confined to one thread. */
final class ConfusionAccumulator implements Accumulator {
  private final Reader reader;
  private final ConfusionSums matrix = new ConfusionSums();
  private final ToDoubleFunction<ConfusionSums> score;

  /** Puts a batch into the matrix. */
  interface Reader {
    /**
     * Reads a batch.
     *
     * @throws IllegalArgumentException if shapes or values do not fit
     */
    void read(
        FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights, ConfusionSums matrix);
  }

  ConfusionAccumulator(Reader reader, ToDoubleFunction<ConfusionSums> score) {
    this.reader = reader;
    this.score = score;
  }

  /** Takes the greatest output as the class; a single one is of the second class if above. */
  static Reader ofOutputs(float threshold) {
    RowBatch batch = new RowBatch(Targets.ROWS);
    return (yTrue, yPred, weights, matrix) -> {
      batch.read(yTrue, yPred, weights);
      int length = batch.length();
      if (length == 1) {
        requireBinary(batch, threshold);
      }
      matrix.requireClasses(Math.max(2, length));
      for (int row = 0; row < batch.rows(); row++) {
        if (length == 1) {
          int predicted = batch.yPred()[row] > threshold ? 1 : 0;
          matrix.add((int) batch.yTrue()[row], predicted, batch.weight(row));
        } else {
          matrix.add(
              Rows.argmax(batch.yTrue(), row, length),
              Rows.argmax(batch.yPred(), row, length),
              batch.weight(row));
        }
      }
    };
  }

  private static void requireBinary(RowBatch batch, float threshold) {
    batch.requireBinaryLabels();
    if (threshold > 0) {
      batch.requireProbabilities("end the model in sigmoid, or take the threshold 0");
    }
  }

  @Override
  public void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
    reader.read(yTrue, yPred, weights, matrix);
  }

  @Override
  public double result() {
    return matrix.classes() == 0 ? 0 : score.applyAsDouble(matrix);
  }

  @Override
  public void reset() {
    matrix.reset();
  }

  @Override
  public List<Double> sums() {
    return matrix.sums();
  }

  @Override
  public void restore(List<Double> sums) {
    matrix.restore(sums);
  }
}
