package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Compares outputs, or some of them, with thresholds. Confined to one thread. */
final class ThresholdAccumulator implements Accumulator {
  private final RowBatch batch = new RowBatch(Targets.ROWS);
  private final Outputs outputs;
  private final Thresholds thresholds;
  private final ThresholdCounts counts;
  private final Function<ThresholdCounts, List<Double>> reading;
  private final Optional<TopK> topK;

  /**
   * Which outputs are looked at, and how.
   *
   * @param topK how many of a row may be positive, the greatest ones; empty for all
   * @param classId the only one that counts; empty for all
   * @param number how many there have to be; empty for any
   * @param apart whether each output has its own curve
   * @param fromLogits whether a sigmoid makes them probabilities
   * @param weights a weight for each; empty for 1 each
   */
  record Outputs(
      Optional<Integer> topK,
      Optional<Integer> classId,
      Optional<Integer> number,
      boolean apart,
      boolean fromLogits,
      List<Double> weights) {
    static Outputs of(Optional<Integer> topK, Optional<Integer> classId) {
      return new Outputs(topK, classId, Optional.empty(), false, false, List.of());
    }
  }

  /** Begins, with a result that is read from the counts. */
  ThresholdAccumulator(
      Outputs outputs, Thresholds thresholds, Function<ThresholdCounts, List<Double>> reading) {
    this.outputs = outputs;
    this.thresholds = thresholds;
    this.counts = new ThresholdCounts(thresholds);
    this.reading = reading;
    this.topK = outputs.topK().map(TopK::new);
  }

  /** Begins, with a result for each threshold. */
  static ThresholdAccumulator atEach(
      Outputs outputs, Thresholds thresholds, ConfusionCurve.Point point) {
    return new ThresholdAccumulator(
        outputs,
        thresholds,
        counts -> {
          ConfusionCurve curve = counts.curve(0);
          Double[] results = new Double[curve.size()];
          for (int i = 0; i < results.length; i++) {
            results[i] = point.of(curve, i);
          }
          return List.of(results);
        });
  }

  @Override
  public void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights) {
    batch.read(yTrue, yPred, weights);
    batch.requireBinaryLabels();
    if (!outputs.fromLogits() && !thresholds.allowLogits()) {
      batch.requireProbabilities(
          "end the model in softmax or sigmoid, set from_logits or take the threshold 0");
    }
    int length = batch.length();
    requireFit(length);
    counts.requireLabels(outputs.apart() ? length : 1);
    int first = outputs.classId().orElse(0);
    int end = outputs.classId().isPresent() ? first + 1 : length;
    for (int row = 0; row < batch.rows(); row++) {
      if (topK.isPresent()) {
        topK.get().read(batch.yPred(), row, length);
      }
      for (int i = first; i < end; i++) {
        add(row, i, length);
      }
    }
  }

  private void add(int row, int output, int length) {
    float prediction = batch.yPred()[row * length + output];
    if (outputs.fromLogits()) {
      prediction = (float) (1 / (1 + Math.exp(-prediction)));
    }
    boolean isCandidate = topK.isEmpty() || topK.get().contains(output);
    double weight = outputs.weights().isEmpty() ? 1 : outputs.weights().get(output);
    counts.add(
        outputs.apart() ? output : 0,
        isCandidate ? thresholds.exceededBy(prediction) : 0,
        batch.yTrue()[row * length + output] != 0,
        weight * batch.weight(row));
  }

  private void requireFit(int length) {
    int classId = outputs.classId().orElse(0);
    if (classId >= length) {
      throw new IllegalArgumentException(
          "Found %d outputs, expected at least %d for class_id = %d"
              .formatted(length, classId + 1, classId));
    }
    if (outputs.number().isPresent() && outputs.number().get() != length) {
      throw new IllegalArgumentException(
          "Found " + length + " outputs, expected " + outputs.number().get() + " labels");
    }
  }

  @Override
  public double result() {
    return results().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  @Override
  public List<Double> results() {
    return reading.apply(counts);
  }

  @Override
  public void reset() {
    counts.reset();
  }

  @Override
  public List<Double> sums() {
    return counts.sums();
  }

  @Override
  public void restore(List<Double> sums) {
    counts.restore(sums);
  }
}
