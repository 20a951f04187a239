package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The share of right predictions: the weighted mean over all examples, where an example of several
 * predictions counts with its own share. Confined to one thread. An update allocates nothing.
 */
final class ShareOfRight implements Accumulator {
  private final Targets targets;
  private final Rows.Test test;
  private double right;
  private double all;

  ShareOfRight(Targets targets, Rows.Test test) {
    this.targets = targets;
    this.test = test;
  }

  @Override
  public void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
    int length = targets.rowLength(yTrue.shape(), yPred.shape());
    int examples = yPred.shape().get(0);
    if (weights.isPresent()) {
      requireOneEach(weights.get().shape(), examples);
    }
    if (yPred.data().length == 0) {
      return;
    }
    int rows = yPred.data().length / length / examples;
    for (int i = 0; i < examples; i++) {
      int found = 0;
      for (int row = i * rows; row < (i + 1) * rows; row++) {
        found += test.isRight(yTrue.data(), yPred.data(), row, length) ? 1 : 0;
      }
      double weight = weights.isPresent() ? weights.get().data()[i] : 1;
      right += weight * found / rows;
      all += weight;
    }
  }

  @Override
  public double result() {
    return all == 0 ? 0 : right / all;
  }

  @Override
  public void reset() {
    right = 0;
    all = 0;
  }

  @Override
  public List<Double> sums() {
    return List.of(right, all);
  }

  @Override
  public void restore(List<Double> sums) {
    if (sums.size() != 2) {
      throw new IllegalArgumentException("Found the sums " + sums + ", expected two numbers");
    }
    right = sums.get(0);
    all = sums.get(1);
  }

  private static void requireOneEach(Shape weights, int examples) {
    if (weights.rank() == 0 || weights.get(0) != examples || weights.size() != examples) {
      throw new IllegalArgumentException(
          "Found weights of shape " + weights + ", expected one for each of " + examples);
    }
  }
}
