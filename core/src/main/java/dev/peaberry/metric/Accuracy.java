package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * How often a predicted value is exactly the true one, as for class indices. See <a
 * href="https://keras.io/api/metrics/accuracy_metrics/#accuracy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record Accuracy(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("Accuracy");

  /** Keras's Accuracy. */
  public static final Schema<Accuracy> SCHEMA =
      Schema.of("Accuracy", Accuracy::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a Accuracy. */
  public Accuracy {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static Accuracy of() {
    return new Accuracy(SCHEMA.defaults());
  }

  /** Under another name. */
  public Accuracy withName(String name) {
    return new Accuracy(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(
        Targets.VALUES, (yTrue, yPred, row, length) -> yPred[row] == yTrue[row] ? 1 : 0);
  }
}
