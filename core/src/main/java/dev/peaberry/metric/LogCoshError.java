package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of the logarithms of the hyperbolic cosine of the differences. Targets have the shape of
 * the outputs, {@code (N, outputs)}; class indices {@code (N)} stand for one-hot rows where there
 * are several outputs. See <a
 * href="https://keras.io/api/metrics/regression_metrics/#logcosherror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record LogCoshError(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.nameOf("logcosh");

  /** Keras's LogCoshError. */
  public static final Schema<LogCoshError> SCHEMA =
      Schema.of("LogCoshError", LogCoshError::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a LogCoshError. */
  public LogCoshError {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static LogCoshError of() {
    return new LogCoshError(SCHEMA.defaults());
  }

  /** Under another name. */
  public LogCoshError withName(String name) {
    return new LogCoshError(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(Targets.ROWS, RowValue.mean(LogCoshError::logCosh));
  }

  /** log(cosh(x)) without the overflow of cosh. */
  private static double logCosh(float yTrue, float yPred) {
    double x = Math.abs((double) yPred - yTrue);
    return x + Math.log1p(Math.exp(-2 * x)) - Math.log(2);
  }
}
