package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * How often the class with the greatest score, the first one on a tie, is the true one. Targets are
 * one-hot, {@code (N, classes)} as the predictions, which may be probabilities or logits, or class
 * indices {@code (N)}. See <a
 * href="https://keras.io/api/metrics/accuracy_metrics/#categoricalaccuracy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record CategoricalAccuracy(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("CategoricalAccuracy");

  /** Keras's CategoricalAccuracy. */
  public static final Schema<CategoricalAccuracy> SCHEMA =
      Schema.of("CategoricalAccuracy", CategoricalAccuracy::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a CategoricalAccuracy. */
  public CategoricalAccuracy {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static CategoricalAccuracy of() {
    return new CategoricalAccuracy(SCHEMA.defaults());
  }

  /** Under another name. */
  public CategoricalAccuracy withName(String name) {
    return new CategoricalAccuracy(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(
        Targets.ONE_HOT,
        (yTrue, yPred, row, length) ->
            Rows.argmax(yPred, row, length) == Rows.argmax(yTrue, row, length) ? 1 : 0);
  }
}
