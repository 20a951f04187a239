package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of the absolute differences in per cent of the true values. Targets have the shape of
 * the outputs, {@code (N, outputs)}; class indices {@code (N)} stand for one-hot rows where there
 * are several outputs. See <a
 * href="https://keras.io/api/metrics/regression_metrics/#meanabsolutepercentageerror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MeanAbsolutePercentageError(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("MeanAbsolutePercentageError");

  /** Keras's MeanAbsolutePercentageError. */
  public static final Schema<MeanAbsolutePercentageError> SCHEMA =
      Schema.of(
          "MeanAbsolutePercentageError", MeanAbsolutePercentageError::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a MeanAbsolutePercentageError. */
  public MeanAbsolutePercentageError {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static MeanAbsolutePercentageError of() {
    return new MeanAbsolutePercentageError(SCHEMA.defaults());
  }

  /** Under another name. */
  public MeanAbsolutePercentageError withName(String name) {
    return new MeanAbsolutePercentageError(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(
        Targets.ROWS,
        RowValue.mean(
            (y, p) -> 100 * Math.abs(((double) y - p) / Math.max(Math.abs(y), RowValue.EPSILON))));
  }
}
