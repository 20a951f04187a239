package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of the absolute differences. Targets have the shape of the outputs, {@code (N,
 * outputs)}; class indices {@code (N)} stand for one-hot rows where there are several outputs. See
 * <a href="https://keras.io/api/metrics/regression_metrics/#meanabsoluteerror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MeanAbsoluteError(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("MeanAbsoluteError");

  /** Keras's MeanAbsoluteError. */
  public static final Schema<MeanAbsoluteError> SCHEMA =
      Schema.of("MeanAbsoluteError", MeanAbsoluteError::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a MeanAbsoluteError. */
  public MeanAbsoluteError {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static MeanAbsoluteError of() {
    return new MeanAbsoluteError(SCHEMA.defaults());
  }

  /** Under another name. */
  public MeanAbsoluteError withName(String name) {
    return new MeanAbsoluteError(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(Targets.ROWS, RowValue.mean((y, p) -> Math.abs((double) p - y)));
  }
}
