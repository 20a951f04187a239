package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The best specificity among the thresholds at which the sensitivity is at least the given one; 0
 * if there is none. Labels are 0 or 1 for each output, {@code (N, outputs)}; class indices {@code
 * (N)} stand for one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#specificityatsensitivity-class">keras.io</a>.
 *
 * @param config the settings
 */
public record SpecificityAtSensitivity(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("SpecificityAtSensitivity");
  private static final Option<Double> SENSITIVITY =
      Option.required("sensitivity", Kinds.fraction());

  /** Keras's SpecificityAtSensitivity. */
  public static final Schema<SpecificityAtSensitivity> SCHEMA =
      Schema.of(
          "SpecificityAtSensitivity",
          SpecificityAtSensitivity::new,
          NAME,
          Options.DTYPE,
          Options.CLASS_ID,
          BestUnderConstraint.NUM_THRESHOLDS,
          SENSITIVITY);

  /** Checks that the settings are those of a SpecificityAtSensitivity. */
  public SpecificityAtSensitivity {
    SCHEMA.require(config);
  }

  /** With a least sensitivity, 0 to 1, and Keras's 200 thresholds. */
  public static SpecificityAtSensitivity of(double sensitivity) {
    return new SpecificityAtSensitivity(SCHEMA.with(SENSITIVITY, sensitivity));
  }

  /** With another number of thresholds, evenly from 0 to 1. */
  public SpecificityAtSensitivity withNumThresholds(int number) {
    return new SpecificityAtSensitivity(config.with(BestUnderConstraint.NUM_THRESHOLDS, number));
  }

  /** Of one class alone. */
  public SpecificityAtSensitivity withClassId(int index) {
    return new SpecificityAtSensitivity(config.with(Options.CLASS_ID, Optional.of(index)));
  }

  /** Under another name. */
  public SpecificityAtSensitivity withName(String name) {
    return new SpecificityAtSensitivity(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return BestUnderConstraint.start(
        config, config.get(SENSITIVITY), ConfusionCurve::recall, ConfusionCurve::specificity);
  }
}
