package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * How often a probability is on the right side of a threshold; exactly on it means 0. Targets and
 * predictions are {@code (N, 1)}, or {@code (N, labels)} for several labels at once. See <a
 * href="https://keras.io/api/metrics/accuracy_metrics/#binaryaccuracy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record BinaryAccuracy(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("BinaryAccuracy");
  private static final Option<Double> THRESHOLD = Option.of("threshold", Kinds.real(), 0.5);

  /** Keras's BinaryAccuracy. */
  public static final Schema<BinaryAccuracy> SCHEMA =
      Schema.of("BinaryAccuracy", BinaryAccuracy::new, NAME, Options.DTYPE, THRESHOLD);

  /** Checks that the settings are those of a BinaryAccuracy. */
  public BinaryAccuracy {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static BinaryAccuracy of() {
    return new BinaryAccuracy(SCHEMA.defaults());
  }

  /** With another threshold, compared as float32: 0.5 for probabilities, 0 for logits. */
  public BinaryAccuracy withThreshold(double threshold) {
    return new BinaryAccuracy(config.with(THRESHOLD, threshold));
  }

  /** Under another name. */
  public BinaryAccuracy withName(String name) {
    return new BinaryAccuracy(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    float threshold = config.get(THRESHOLD).floatValue();
    return new RowMean(
        Targets.VALUES,
        (yTrue, yPred, row, length) -> yTrue[row] == (yPred[row] > threshold ? 1 : 0) ? 1 : 0);
  }
}
