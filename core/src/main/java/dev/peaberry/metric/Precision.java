package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.metric.ThresholdAccumulator.Outputs;
import java.util.List;
import java.util.Optional;

/**
 * The share of positive labels among the positive predictions; 0 if there are none. All outputs are
 * counted together. A prediction is positive if it exceeds the threshold, one half by default.
 * Labels are 0 or 1 for each output, {@code (N, outputs)}; class indices {@code (N)} stand for
 * one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#precision-class">keras.io</a>.
 *
 * @param config the settings
 */
public record Precision(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("Precision");

  /** Keras's Precision. */
  public static final Schema<Precision> SCHEMA =
      Schema.of(
          "Precision",
          Precision::new,
          NAME,
          Options.DTYPE,
          Options.THRESHOLDS,
          Options.TOP_K,
          Options.CLASS_ID);

  /** Checks that the settings are those of a Precision. */
  public Precision {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static Precision of() {
    return new Precision(SCHEMA.defaults());
  }

  /** With another threshold that a probability has to exceed, 0 to 1; 0 suits logits. */
  public Precision withThreshold(double threshold) {
    return new Precision(config.with(Options.THRESHOLDS, Optional.of(List.of(threshold))));
  }

  /** With several thresholds and as many results. */
  public Precision withThresholds(List<Double> thresholds) {
    return new Precision(config.with(Options.THRESHOLDS, Optional.of(thresholds)));
  }

  /**
   * With the k greatest outputs of an example as its positive predictions, if they exceed the
   * threshold where one is set; the first ones on a tie.
   */
  public Precision withTopK(int k) {
    return new Precision(config.with(Options.TOP_K, Optional.of(k)));
  }

  /** Of one class alone. */
  public Precision withClassId(int index) {
    return new Precision(config.with(Options.CLASS_ID, Optional.of(index)));
  }

  /** Under another name. */
  public Precision withName(String name) {
    return new Precision(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    Optional<Integer> topK = config.get(Options.TOP_K);
    double lowest = topK.isPresent() ? Thresholds.LOWEST : 0.5;
    return ThresholdAccumulator.atEach(
        Outputs.of(topK, config.get(Options.CLASS_ID)),
        Thresholds.of(config.get(Options.THRESHOLDS).orElse(List.of(lowest))),
        ConfusionCurve::precision);
  }
}
