package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.metric.ThresholdAccumulator.Outputs;
import java.util.List;
import java.util.Optional;

/**
 * How many positive labels are predicted as positive, or the sum of their weights. A prediction is
 * positive if it exceeds the threshold, one half by default. Labels are 0 or 1 for each output,
 * {@code (N, outputs)}; class indices {@code (N)} stand for one-hot rows where there are several
 * outputs. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#truepositives-class">keras.io</a>.
 *
 * @param config the settings
 */
public record TruePositives(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("TruePositives");

  /** Keras's TruePositives. */
  public static final Schema<TruePositives> SCHEMA =
      Schema.of("TruePositives", TruePositives::new, NAME, Options.DTYPE, Options.THRESHOLDS);

  /** Checks that the settings are those of a TruePositives. */
  public TruePositives {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static TruePositives of() {
    return new TruePositives(SCHEMA.defaults());
  }

  /** With another threshold that a probability has to exceed, 0 to 1; 0 suits logits. */
  public TruePositives withThreshold(double threshold) {
    return new TruePositives(config.with(Options.THRESHOLDS, Optional.of(List.of(threshold))));
  }

  /** With several thresholds and as many results. */
  public TruePositives withThresholds(List<Double> thresholds) {
    return new TruePositives(config.with(Options.THRESHOLDS, Optional.of(thresholds)));
  }

  /** Under another name. */
  public TruePositives withName(String name) {
    return new TruePositives(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return ThresholdAccumulator.atEach(
        Outputs.of(Optional.empty(), Optional.empty()),
        Thresholds.of(config.get(Options.THRESHOLDS).orElse(List.of(0.5))),
        ConfusionCurve::truePositives);
  }
}
