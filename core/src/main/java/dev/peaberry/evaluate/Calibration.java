package dev.peaberry.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a classifier's probabilities mean what they say: of the answers given with 80 %, do 80 %
 * hold? Immutable.
 *
 * @param bins of equal width over the probability of the answer, 0 to 1; empty ones too
 * @param expectedError the expected calibration error: the mean distance of confidence and accuracy
 *     over the bins, each counting by its examples (Guo et al. 2017)
 * @param greatestError the greatest such distance of a bin with examples
 * @param brier the Brier score: the mean over the examples of the squared distance of the
 *     probabilities from the truth, added up over the classes, 0 to 2 (Brier 1950)
 * @param logLoss the mean cross-entropy in nats
 * @see <a href="https://arxiv.org/abs/1706.04599">On Calibration of Modern Neural Networks</a>
 */
public record Calibration(
    List<Bin> bins, double expectedError, double greatestError, double brier, double logLoss) {
  /** How many bins are usual. */
  public static final int USUAL_BINS = 15;

  private static final double SMALLEST = Float.MIN_NORMAL;

  /** Copies the list. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * The examples whose answers have about the same probability. Immutable.
   *
   * @param low the lower end, which belongs to the bin below unless it is 0
   * @param high the upper end, which belongs to this bin
   * @param examples how many there are
   * @param confidence their mean probability of the answer; 0 if there are none
   * @param accuracy the share of right answers; 0 if there are none
   */
  public record Bin(double low, double high, long examples, double confidence, double accuracy) {
    /** How far confidence and accuracy are apart, 0 to 1. */
    public double error() {
      return Math.abs(confidence - accuracy);
    }
  }

  /** The calibration over {@link #USUAL_BINS} bins. */
  public static Calibration of(Predictions predictions) {
    return of(predictions, USUAL_BINS);
  }

  /**
   * The calibration of what was said.
   *
   * @param bins into how many parts probabilities are divided
   * @throws IllegalArgumentException if there is no bin
   */
  public static Calibration of(Predictions predictions, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("A calibration needs 1 bin or more, found " + bins);
    }
    long[] examples = new long[bins];
    long[] right = new long[bins];
    double[] confidence = new double[bins];
    double brier = 0;
    double logLoss = 0;
    for (int i = 0; i < predictions.size(); i++) {
      Prediction each = predictions.get(i);
      int bin = Math.max(0, Math.min(bins, (int) Math.ceil(each.probability() * bins)) - 1);
      examples[bin]++;
      right[bin] += each.isRight() ? 1 : 0;
      confidence[bin] += each.probability();
      logLoss -= Math.log(Math.max(predictions.probability(i, each.label()), SMALLEST));
      brier += squaredDistance(predictions, i, each.label());
    }
    List<Bin> all = new ArrayList<>(bins);
    for (int bin = 0; bin < bins; bin++) {
      double count = Math.max(1, examples[bin]);
      double low = (double) bin / bins;
      double high = (bin + 1.0) / bins;
      all.add(new Bin(low, high, examples[bin], confidence[bin] / count, right[bin] / count));
    }
    int size = predictions.size();
    return new Calibration(
        all,
        all.stream().mapToDouble(bin -> bin.error() * bin.examples()).sum() / size,
        all.stream().mapToDouble(Bin::error).max().orElse(0),
        brier / size,
        logLoss / size);
  }

  private static double squaredDistance(Predictions predictions, int index, int label) {
    double sum = 0;
    for (int j = 0; j < predictions.classes(); j++) {
      double distance = predictions.probability(index, j) - (j == label ? 1.0 : 0.0);
      sum += distance * distance;
    }
    return sum;
  }

  /** For a file: the components by name. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("expected_error", expectedError);
    json.put("greatest_error", greatestError);
    json.put("brier", brier);
    json.put("log_loss", logLoss);
    json.put("bins", bins.stream().map(Calibration::toJson).toList());
    return json;
  }

  private static Map<String, Object> toJson(Bin bin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("low", bin.low());
    json.put("high", bin.high());
    json.put("examples", bin.examples());
    json.put("confidence", bin.confidence());
    json.put("accuracy", bin.accuracy());
    return json;
  }
}
