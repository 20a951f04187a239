package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of the squared differences of {@code log(x + 1)}; values below 0 count as 0. Targets
 * have the shape of the outputs, {@code (N, outputs)}; class indices {@code (N)} stand for one-hot
 * rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/regression_metrics/#meansquaredlogarithmicerror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MeanSquaredLogarithmicError(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("MeanSquaredLogarithmicError");

  /** Keras's MeanSquaredLogarithmicError. */
  public static final Schema<MeanSquaredLogarithmicError> SCHEMA =
      Schema.of(
          "MeanSquaredLogarithmicError", MeanSquaredLogarithmicError::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a MeanSquaredLogarithmicError. */
  public MeanSquaredLogarithmicError {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static MeanSquaredLogarithmicError of() {
    return new MeanSquaredLogarithmicError(SCHEMA.defaults());
  }

  /** Under another name. */
  public MeanSquaredLogarithmicError withName(String name) {
    return new MeanSquaredLogarithmicError(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(Targets.ROWS, RowValue.mean(MeanSquaredLogarithmicError::squared));
  }

  private static double squared(float yTrue, float yPred) {
    double difference = log(yPred) - log(yTrue);
    return difference * difference;
  }

  private static double log(float value) {
    return Math.log1p(Math.max(value, RowValue.EPSILON));
  }
}
