package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How much of the variance of each target predictions explain. Confined to one thread. */
final class ExplainedVariance implements Accumulator {
  private final RowBatch batch = new RowBatch(Targets.ROWS);
  private final Optional<R2Score.Aggregation> aggregation;
  private final int regressors;
  private double weight;
  private double values;

  /** For each output: the sum of targets, of their squares, of squared errors. */
  private double[] sums = {};

  ExplainedVariance(Optional<R2Score.Aggregation> aggregation, int regressors) {
    this.aggregation = aggregation;
    this.regressors = regressors;
  }

  @Override
  public void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
    batch.read(yTrue, yPred, weights);
    int length = batch.length();
    requireOutputs(length);
    for (int row = 0; row < batch.rows(); row++) {
      double each = batch.weight(row);
      for (int i = 0; i < length; i++) {
        double target = batch.yTrue()[row * length + i];
        double error = target - batch.yPred()[row * length + i];
        sums[3 * i] += each * target;
        sums[3 * i + 1] += each * target * target;
        sums[3 * i + 2] += each * error * error;
      }
      weight += each;
    }
    values += (double) batch.rows() * length;
  }

  private void requireOutputs(int outputs) {
    if (sums.length == 0) {
      sums = new double[3 * outputs];
    } else if (sums.length != 3 * outputs) {
      throw new IllegalArgumentException(
          "Found %d outputs, expected %d as in the batches before"
              .formatted(outputs, sums.length / 3));
    }
  }

  @Override
  public double result() {
    return results().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  @Override
  public List<Double> results() {
    int outputs = sums.length / 3;
    if (weight == 0) {
      return List.of(0.0);
    }
    if (aggregation.isEmpty()) {
      return IntStream.range(0, outputs).mapToObj(i -> adjusted(score(i))).toList();
    }
    boolean uniform = aggregation.get() == R2Score.Aggregation.UNIFORM_AVERAGE;
    double sum = 0;
    double all = 0;
    for (int i = 0; i < outputs; i++) {
      double share = uniform ? 1 : variation(i);
      sum += share * score(i);
      all += share;
    }
    return List.of(adjusted(sum / all));
  }

  /** The sum of the squared differences of an output's targets from their mean. */
  private double variation(int output) {
    return sums[3 * output + 1] - sums[3 * output] * sums[3 * output] / weight;
  }

  private double score(int output) {
    double score = 1 - sums[3 * output + 2] / variation(output);
    return Double.isInfinite(score) ? 0 : score;
  }

  private double adjusted(double score) {
    double rest = values - regressors - 1;
    return regressors == 0 || rest <= 0 ? score : 1 - (1 - score) * (values - 1) / rest;
  }

  @Override
  public void reset() {
    Arrays.fill(sums, 0);
    weight = 0;
    values = 0;
  }

  @Override
  public List<Double> sums() {
    List<Double> all = new ArrayList<>(List.of(weight, values));
    Arrays.stream(sums).forEach(all::add);
    return all;
  }

  @Override
  public void restore(List<Double> all) {
    if (all.size() % 3 != 2) {
      throw new IllegalArgumentException(
          "Found " + all.size() + " sums, expected two and three for each output");
    }
    weight = all.get(0);
    values = all.get(1);
    sums = all.stream().skip(2).mapToDouble(Double::doubleValue).toArray();
  }
}
