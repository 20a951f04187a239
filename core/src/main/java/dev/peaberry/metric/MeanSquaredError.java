package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of the squared differences. Targets have the shape of the outputs, {@code (N, outputs)};
 * class indices {@code (N)} stand for one-hot rows where there are several outputs. See <a
 * href="https://keras.io/api/metrics/regression_metrics/#meansquarederror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MeanSquaredError(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("MeanSquaredError");

  /** Keras's MeanSquaredError. */
  public static final Schema<MeanSquaredError> SCHEMA =
      Schema.of("MeanSquaredError", MeanSquaredError::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a MeanSquaredError. */
  public MeanSquaredError {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static MeanSquaredError of() {
    return new MeanSquaredError(SCHEMA.defaults());
  }

  /** Under another name. */
  public MeanSquaredError withName(String name) {
    return new MeanSquaredError(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(Targets.ROWS, RowValue.mean((y, p) -> ((double) p - y) * ((double) p - y)));
  }
}
