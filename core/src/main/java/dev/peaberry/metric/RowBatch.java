package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.Optional;

/**
 * A batch as rows of predicted values: one for each example or, of a map, for each position. Class
 * indices become one-hot rows where a metric compares rows. Reused from batch to batch, so that an
 * update allocates nothing. Confined to one thread.
 */
final class RowBatch {
  /** Rounding may carry a probability this far out of 0 to 1. */
  private static final float TOLERANCE = 1e-4f;

  private static final float[] NONE = {};

  private final Targets targets;
  private float[] yTrue = NONE;
  private float[] yPred = NONE;
  private float[] weights = NONE;
  private float[] oneHot = NONE;
  private int examples;
  private int rows;
  private int length;
  private boolean indices;

  RowBatch(Targets targets) {
    this.targets = targets;
  }

  /**
   * Takes over a batch.
   *
   * @throws IllegalArgumentException if shapes or class indices do not fit
   */
  void read(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
    length = targets.rowLength(yTrue.shape(), yPred.shape());
    examples = yPred.shape().get(0);
    rows = yPred.data().length / length;
    this.weights = weights.isPresent() ? requireWeights(weights.get()) : NONE;
    indices =
        (targets == Targets.ROWS || targets == Targets.ONE_HOT)
            && Targets.areIndices(yTrue.shape(), yPred.shape());
    this.yTrue = indices ? oneHot(yTrue.data()) : yTrue.data();
    this.yPred = yPred.data();
  }

  /** The targets: by row, or by row and position in it if they are rows, too. */
  float[] yTrue() {
    return yTrue;
  }

  /** The predictions, row by row. */
  float[] yPred() {
    return yPred;
  }

  /** How many rows of predictions there are. */
  int rows() {
    return rows;
  }

  /** How many of them an example has: 1 if it is not a map. */
  int rowsPerExample() {
    return rows / Math.max(1, examples);
  }

  /** The number of values of a row of predictions. */
  int length() {
    return length;
  }

  boolean isWeighted() {
    return weights.length > 0;
  }

  /** How much a row counts. */
  double weight(int row) {
    return weights.length == 0 ? 1 : weights[weights.length == rows ? row : row / rowsPerExample()];
  }

  /**
   * Checks that predictions are probabilities; NaN passes, as what diverged is no probability.
   *
   * @param advice what to do if they are not
   */
  void requireProbabilities(String advice) {
    for (float value : yPred) {
      if (value < -TOLERANCE || value > 1 + TOLERANCE) {
        throw new IllegalArgumentException(
            "Found the output " + value + ", expected a probability from 0 to 1: " + advice);
      }
    }
  }

  /** Checks that labels are 0 or 1, as class indices are once they are rows. */
  void requireBinaryLabels() {
    if (indices) {
      return;
    }
    for (float value : yTrue) {
      if (value != 0 && value != 1) {
        throw new IllegalArgumentException(
            "Found the label " + value + ", expected 0 or 1 for each output");
      }
    }
  }

  /** The class that a label names. */
  static int requireClass(float label, int classes) {
    if (!(label >= 0 && label < classes && label == (int) label)) {
      throw new IllegalArgumentException(
          "Found the label " + label + ", expected a class index from 0 to " + (classes - 1));
    }
    return (int) label;
  }

  private float[] oneHot(float[] classes) {
    int size = rows * length;
    if (oneHot.length < size) {
      oneHot = new float[size];
    }
    Arrays.fill(oneHot, 0, size, 0);
    for (int row = 0; row < rows; row++) {
      oneHot[row * length + requireClass(classes[row], length)] = 1;
    }
    return oneHot;
  }

  private float[] requireWeights(FloatArray array) {
    Shape shape = array.shape();
    boolean fits =
        shape.rank() > 0
            && shape.get(0) == examples
            && (shape.size() == examples || shape.size() == rows);
    if (!fits) {
      throw new IllegalArgumentException(
          "Found weights of shape " + shape + ", expected one for each of " + examples);
    }
    return array.data();
  }
}
