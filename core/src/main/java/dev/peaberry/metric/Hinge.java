package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of {@code max(1 - y p, 0)}. Labels are -1 or 1, or 0 or 1 for each output, {@code (N,
 * outputs)}; class indices {@code (N)} stand for one-hot rows where there are several outputs. See
 * <a href="https://keras.io/api/metrics/hinge_metrics/#hinge-class">keras.io</a>.
 *
 * @param config the settings
 */
public record Hinge(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("Hinge");

  /** Keras's Hinge. */
  public static final Schema<Hinge> SCHEMA = Schema.of("Hinge", Hinge::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a Hinge. */
  public Hinge {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static Hinge of() {
    return new Hinge(SCHEMA.defaults());
  }

  /** Under another name. */
  public Hinge withName(String name) {
    return new Hinge(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(Targets.ROWS, new HingeLabels((y, p) -> Math.max(1 - (double) y * p, 0)));
  }
}
