package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.metric.ThresholdAccumulator.Outputs;
import java.util.List;
import java.util.Optional;

/**
 * How many negative labels are predicted as negative, or the sum of their weights. A prediction is
 * positive if it exceeds the threshold, one half by default. Labels are 0 or 1 for each output,
 * {@code (N, outputs)}; class indices {@code (N)} stand for one-hot rows where there are several
 * outputs. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#truenegatives-class">keras.io</a>.
 *
 * @param config the settings
 */
public record TrueNegatives(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("TrueNegatives");

  /** Keras's TrueNegatives. */
  public static final Schema<TrueNegatives> SCHEMA =
      Schema.of("TrueNegatives", TrueNegatives::new, NAME, Options.DTYPE, Options.THRESHOLDS);

  /** Checks that the settings are those of a TrueNegatives. */
  public TrueNegatives {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static TrueNegatives of() {
    return new TrueNegatives(SCHEMA.defaults());
  }

  /** With another threshold that a probability has to exceed, 0 to 1; 0 suits logits. */
  public TrueNegatives withThreshold(double threshold) {
    return new TrueNegatives(config.with(Options.THRESHOLDS, Optional.of(List.of(threshold))));
  }

  /** With several thresholds and as many results. */
  public TrueNegatives withThresholds(List<Double> thresholds) {
    return new TrueNegatives(config.with(Options.THRESHOLDS, Optional.of(thresholds)));
  }

  /** Under another name. */
  public TrueNegatives withName(String name) {
    return new TrueNegatives(config.with(NAME, name));
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
        ConfusionCurve::trueNegatives);
  }
}
