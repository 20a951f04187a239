package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * The mean of {@code p - y log p}, the negative log-likelihood of counts. Targets have the shape of
 * the outputs, {@code (N, outputs)}; class indices {@code (N)} stand for one-hot rows where there
 * are several outputs. See <a
 * href="https://keras.io/api/metrics/probabilistic_metrics/#poisson-class">keras.io</a>.
 *
 * @param config the settings
 */
public record Poisson(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("Poisson");

  /** Keras's Poisson. */
  public static final Schema<Poisson> SCHEMA =
      Schema.of("Poisson", Poisson::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a Poisson. */
  public Poisson {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static Poisson of() {
    return new Poisson(SCHEMA.defaults());
  }

  /** Under another name. */
  public Poisson withName(String name) {
    return new Poisson(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(
        Targets.ROWS, RowValue.mean((y, p) -> p - y * Math.log(p + RowValue.EPSILON)));
  }
}
