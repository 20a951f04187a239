package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The best precision among the thresholds at which the recall is at least the given one; 0 if there
 * is none. Labels are 0 or 1 for each output, {@code (N, outputs)}; class indices {@code (N)} stand
 * for one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#precisionatrecall-class">keras.io</a>.
 *
 * @param config the settings
 */
public record PrecisionAtRecall(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("PrecisionAtRecall");
  private static final Option<Double> RECALL = Option.required("recall", Kinds.fraction());

  /** Keras's PrecisionAtRecall. */
  public static final Schema<PrecisionAtRecall> SCHEMA =
      Schema.of(
          "PrecisionAtRecall",
          PrecisionAtRecall::new,
          NAME,
          Options.DTYPE,
          Options.CLASS_ID,
          BestUnderConstraint.NUM_THRESHOLDS,
          RECALL);

  /** Checks that the settings are those of a PrecisionAtRecall. */
  public PrecisionAtRecall {
    SCHEMA.require(config);
  }

  /** With a least recall, 0 to 1, and Keras's 200 thresholds. */
  public static PrecisionAtRecall of(double recall) {
    return new PrecisionAtRecall(SCHEMA.with(RECALL, recall));
  }

  /** With another number of thresholds, evenly from 0 to 1. */
  public PrecisionAtRecall withNumThresholds(int number) {
    return new PrecisionAtRecall(config.with(BestUnderConstraint.NUM_THRESHOLDS, number));
  }

  /** Of one class alone. */
  public PrecisionAtRecall withClassId(int index) {
    return new PrecisionAtRecall(config.with(Options.CLASS_ID, Optional.of(index)));
  }

  /** Under another name. */
  public PrecisionAtRecall withName(String name) {
    return new PrecisionAtRecall(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return BestUnderConstraint.start(
        config, config.get(RECALL), ConfusionCurve::recall, ConfusionCurve::precision);
  }
}
