package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.metric.ThresholdAccumulator.Outputs;
import java.util.List;
import java.util.Optional;

/**
 * The share of the positive labels that are predicted as positive; 0 if there are none. All outputs
 * are counted together. A prediction is positive if it exceeds the threshold, one half by default.
 * Labels are 0 or 1 for each output, {@code (N, outputs)}; class indices {@code (N)} stand for
 * one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#recall-class">keras.io</a>.
 *
 * @param config the settings
 */
public record Recall(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("Recall");

  /** Keras's Recall. */
  public static final Schema<Recall> SCHEMA =
      Schema.of(
          "Recall",
          Recall::new,
          NAME,
          Options.DTYPE,
          Options.THRESHOLDS,
          Options.TOP_K,
          Options.CLASS_ID);

  /** Checks that the settings are those of a Recall. */
  public Recall {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static Recall of() {
    return new Recall(SCHEMA.defaults());
  }

  /** With another threshold that a probability has to exceed, 0 to 1; 0 suits logits. */
  public Recall withThreshold(double threshold) {
    return new Recall(config.with(Options.THRESHOLDS, Optional.of(List.of(threshold))));
  }

  /** With several thresholds and as many results. */
  public Recall withThresholds(List<Double> thresholds) {
    return new Recall(config.with(Options.THRESHOLDS, Optional.of(thresholds)));
  }

  /**
   * With the k greatest outputs of an example as its positive predictions, if they exceed the
   * threshold where one is set; the first ones on a tie.
   */
  public Recall withTopK(int k) {
    return new Recall(config.with(Options.TOP_K, Optional.of(k)));
  }

  /** Of one class alone. */
  public Recall withClassId(int index) {
    return new Recall(config.with(Options.CLASS_ID, Optional.of(index)));
  }

  /** Under another name. */
  public Recall withName(String name) {
    return new Recall(config.with(NAME, name));
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
        ConfusionCurve::recall);
  }
}
