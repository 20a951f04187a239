package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of {@code max(1 - y p, 0)} squared. Labels are -1 or 1, or 0 or 1 for each output,
 * {@code (N, outputs)}; class indices {@code (N)} stand for one-hot rows where there are several
 * outputs. See <a
 * href="https://keras.io/api/metrics/hinge_metrics/#squaredhinge-class">keras.io</a>.
 *
 * @param config the settings
 */
public record SquaredHinge(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("SquaredHinge");

  /** Keras's SquaredHinge. */
  public static final Schema<SquaredHinge> SCHEMA =
      Schema.of("SquaredHinge", SquaredHinge::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a SquaredHinge. */
  public SquaredHinge {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static SquaredHinge of() {
    return new SquaredHinge(SCHEMA.defaults());
  }

  /** Under another name. */
  public SquaredHinge withName(String name) {
    return new SquaredHinge(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(
        Targets.ROWS, new HingeLabels((y, p) -> Math.pow(Math.max(1 - (double) y * p, 0), 2)));
  }
}
