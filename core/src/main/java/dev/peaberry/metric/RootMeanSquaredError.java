package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The root of the mean of the squared differences. Targets have the shape of the outputs, {@code
 * (N, outputs)}; class indices {@code (N)} stand for one-hot rows where there are several outputs.
 * See <a
 * href="https://keras.io/api/metrics/regression_metrics/#rootmeansquarederror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record RootMeanSquaredError(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("RootMeanSquaredError");

  /** Keras's RootMeanSquaredError. */
  public static final Schema<RootMeanSquaredError> SCHEMA =
      Schema.of("RootMeanSquaredError", RootMeanSquaredError::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a RootMeanSquaredError. */
  public RootMeanSquaredError {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static RootMeanSquaredError of() {
    return new RootMeanSquaredError(SCHEMA.defaults());
  }

  /** Under another name. */
  public RootMeanSquaredError withName(String name) {
    return new RootMeanSquaredError(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(
        Targets.ROWS, RowValue.mean((y, p) -> ((double) p - y) * ((double) p - y)), Math::sqrt);
  }
}
