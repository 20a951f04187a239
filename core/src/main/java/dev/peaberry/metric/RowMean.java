package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The weighted mean of what rows of predictions are worth; the rows of a map share the weight of
 * their example. Confined to one thread. An update allocates nothing.
 */
final class RowMean implements Accumulator {
  private final RowBatch batch;
  private final RowValue value;
  private final DoubleUnaryOperator finish;
  private double sum;
  private double all;

  /** A mean that begins. */
  RowMean(Targets targets, RowValue value) {
    this(targets, value, DoubleUnaryOperator.identity());
  }

  /** A mean that begins, whose result is a function of it. */
  RowMean(Targets targets, RowValue value, DoubleUnaryOperator finish) {
    this.batch = new RowBatch(targets);
    this.value = value;
    this.finish = finish;
  }

  @Override
  public void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
    batch.read(yTrue, yPred, weights);
    value.prepare(batch);
    double share = 1.0 / batch.rowsPerExample();
    for (int row = 0; row < batch.rows(); row++) {
      boolean counts = value.counts(batch.yTrue(), row);
      double weight = counts || !batch.isWeighted() ? share * batch.weight(row) : 0;
      if (counts) {
        sum += weight * value.of(batch.yTrue(), batch.yPred(), row, batch.length());
      }
      all += weight;
    }
  }

  @Override
  public double result() {
    return all == 0 ? 0 : finish.applyAsDouble(sum / all);
  }

  @Override
  public void reset() {
    sum = 0;
    all = 0;
  }

  @Override
  public List<Double> sums() {
    return List.of(sum, all);
  }

  @Override
  public void restore(List<Double> sums) {
    if (sums.size() != 2) {
      throw new IllegalArgumentException("Found " + sums.size() + " sums, expected two");
    }
    sum = sums.get(0);
    all = sums.get(1);
  }
}
