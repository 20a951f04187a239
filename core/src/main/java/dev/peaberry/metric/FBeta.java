package dev.peaberry.metric;

import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.engine.FloatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Precision and recall of each class in one score. Confined to one thread. */
final class FBeta implements Accumulator {
  static final Option<Optional<Average>> AVERAGE =
      Option.of("average", Kinds.choice(Average.class).optional(), Optional.empty());

  static final Option<Optional<Double>> THRESHOLD =
      Option.of(
          "threshold",
          Kinds.real()
              .where("a number above 0 and up to 1", value -> value > 0 && value <= 1)
              .optional(),
          Optional.empty());

  private static final double EPSILON = 1e-7;

  /** As Keras has it, so that a row of zeros predicts no class. */
  private static final float LEAST = 1e-9f;

  private final RowBatch batch;
  private final Optional<Average> average;
  private final double beta;
  private final Optional<Double> threshold;

  /** For each class: true positives, false positives, false negatives. */
  private double[] counts = {};

  FBeta(Optional<Average> average, double beta, Optional<Double> threshold) {
    this.batch = new RowBatch(threshold.isEmpty() ? Targets.ONE_HOT : Targets.ROWS);
    this.average = average;
    this.beta = beta;
    this.threshold = threshold;
  }

  @Override
  public void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
    batch.read(yTrue, yPred, weights);
    if (threshold.isPresent()) {
      batch.requireProbabilities("end the model in softmax or sigmoid, or set no threshold");
    }
    requireClasses(batch.length());
    for (int row = 0; row < batch.rows(); row++) {
      add(row, batch.length());
    }
  }

  private void add(int row, int length) {
    float[] yPred = batch.yPred();
    double weight = batch.weight(row);
    float greatest = yPred[row * length + Rows.argmax(yPred, row, length)];
    for (int i = 0; i < length; i++) {
      float score = yPred[row * length + i];
      boolean predicted =
          threshold.isPresent()
              ? score > threshold.get().floatValue()
              : score >= greatest && Math.abs(score) > LEAST;
      double label = batch.yTrue()[row * length + i];
      counts[3 * i + (predicted ? 0 : 2)] += weight * label;
      counts[3 * i + 1] += predicted ? weight * (1 - label) : 0;
    }
  }

  private void requireClasses(int classes) {
    if (counts.length == 0) {
      counts = new double[3 * classes];
    } else if (counts.length != 3 * classes) {
      throw new IllegalArgumentException(
          "Found %d outputs, expected %d as in the batches before"
              .formatted(classes, counts.length / 3));
    }
  }

  @Override
  public double result() {
    return results().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  @Override
  public List<Double> results() {
    int classes = counts.length / 3;
    if (classes == 0) {
      return List.of(0.0);
    }
    if (average.isEmpty()) {
      return IntStream.range(0, classes).mapToObj(this::score).toList();
    }
    return List.of(
        switch (average.get()) {
          case MICRO -> score(total(0), total(1), total(2));
          case MACRO -> IntStream.range(0, classes).mapToDouble(this::score).sum() / classes;
          case WEIGHTED ->
              IntStream.range(0, classes).mapToDouble(i -> score(i) * support(i)).sum()
                  / (total(0) + total(2) + EPSILON);
        });
  }

  private double support(int index) {
    return counts[3 * index] + counts[3 * index + 2];
  }

  private double total(int offset) {
    double sum = 0;
    for (int i = offset; i < counts.length; i += 3) {
      sum += counts[i];
    }
    return sum;
  }

  private double score(int index) {
    return score(counts[3 * index], counts[3 * index + 1], counts[3 * index + 2]);
  }

  private double score(double hits, double wrong, double missed) {
    double precision = hits / (hits + wrong + EPSILON);
    double recall = hits / (hits + missed + EPSILON);
    double squared = beta * beta;
    return (1 + squared) * precision * recall / (squared * precision + recall + EPSILON);
  }

  @Override
  public void reset() {
    Arrays.fill(counts, 0);
  }

  @Override
  public List<Double> sums() {
    List<Double> sums = new ArrayList<>(counts.length);
    Arrays.stream(counts).forEach(sums::add);
    return sums;
  }

  @Override
  public void restore(List<Double> sums) {
    if (sums.size() % 3 != 0) {
      throw new IllegalArgumentException(
          "Found " + sums.size() + " sums, expected three for each class");
    }
    counts = sums.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
