package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * How often the class with the greatest score, the first one on a tie, is the true one. Targets are
 * class indices, {@code (N)} or {@code (N, 1)}; predictions {@code (N, classes)} may be
 * probabilities or logits. See <a
 * href="https://keras.io/api/metrics/accuracy_metrics/#sparsecategoricalaccuracy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record SparseCategoricalAccuracy(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("SparseCategoricalAccuracy");

  /** Keras's SparseCategoricalAccuracy. */
  public static final Schema<SparseCategoricalAccuracy> SCHEMA =
      Schema.of("SparseCategoricalAccuracy", SparseCategoricalAccuracy::new, NAME, Options.DTYPE);

  /** Checks that the settings are those of a SparseCategoricalAccuracy. */
  public SparseCategoricalAccuracy {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static SparseCategoricalAccuracy of() {
    return new SparseCategoricalAccuracy(SCHEMA.defaults());
  }

  /** Under another name. */
  public SparseCategoricalAccuracy withName(String name) {
    return new SparseCategoricalAccuracy(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    return new RowMean(
        Targets.CLASSES,
        (yTrue, yPred, row, length) -> Rows.argmax(yPred, row, length) == yTrue[row] ? 1 : 0);
  }
}
