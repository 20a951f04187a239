package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The best sensitivity (recall) among the thresholds at which the specificity is at least the given
 * one; 0 if there is none. Labels are 0 or 1 for each output, {@code (N, outputs)}; class indices
 * {@code (N)} stand for one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/classification_metrics/#sensitivityatspecificity-class">keras.io</a>.
 *
 * @param config the settings
 */
public record SensitivityAtSpecificity(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("SensitivityAtSpecificity");
  private static final Option<Double> SPECIFICITY =
      Option.required("specificity", Kinds.fraction());

  /** Keras's SensitivityAtSpecificity. */
  public static final Schema<SensitivityAtSpecificity> SCHEMA =
      Schema.of(
          "SensitivityAtSpecificity",
          SensitivityAtSpecificity::new,
          NAME,
          Options.DTYPE,
          Options.CLASS_ID,
          BestUnderConstraint.NUM_THRESHOLDS,
          SPECIFICITY);

  /** Checks that the settings are those of a SensitivityAtSpecificity. */
  public SensitivityAtSpecificity {
    SCHEMA.require(config);
  }

  /** With a least specificity, 0 to 1, and Keras's 200 thresholds. */
  public static SensitivityAtSpecificity of(double specificity) {
    return new SensitivityAtSpecificity(SCHEMA.with(SPECIFICITY, specificity));
  }

  /** With another number of thresholds, evenly from 0 to 1. */
  public SensitivityAtSpecificity withNumThresholds(int number) {
    return new SensitivityAtSpecificity(config.with(BestUnderConstraint.NUM_THRESHOLDS, number));
  }

  /** Of one class alone. */
  public SensitivityAtSpecificity withClassId(int index) {
    return new SensitivityAtSpecificity(config.with(Options.CLASS_ID, Optional.of(index)));
  }

  /** Under another name. */
  public SensitivityAtSpecificity withName(String name) {
    return new SensitivityAtSpecificity(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return BestUnderConstraint.start(
        config, config.get(SPECIFICITY), ConfusionCurve::specificity, ConfusionCurve::recall);
  }
}
