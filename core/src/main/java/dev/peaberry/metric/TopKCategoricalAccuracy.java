package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * How often the true class is among the k best; ties favour the model. Targets are one-hot, {@code
 * (N, classes)} as the predictions, which may be probabilities or logits, or class indices {@code
 * (N)}. See <a
 * href="https://keras.io/api/metrics/accuracy_metrics/#topkcategoricalaccuracy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record TopKCategoricalAccuracy(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("TopKCategoricalAccuracy");
  private static final Option<Integer> K = Option.of("k", Kinds.integerFrom(1), 5);

  /** Keras's TopKCategoricalAccuracy. */
  public static final Schema<TopKCategoricalAccuracy> SCHEMA =
      Schema.of("TopKCategoricalAccuracy", TopKCategoricalAccuracy::new, NAME, Options.DTYPE, K);

  /** Checks that the settings are those of a TopKCategoricalAccuracy. */
  public TopKCategoricalAccuracy {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static TopKCategoricalAccuracy of() {
    return new TopKCategoricalAccuracy(SCHEMA.defaults());
  }

  /** With another number of classes that may be named. */
  public TopKCategoricalAccuracy withK(int k) {
    return new TopKCategoricalAccuracy(config.with(K, k));
  }

  /** Under another name. */
  public TopKCategoricalAccuracy withName(String name) {
    return new TopKCategoricalAccuracy(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    int k = config.get(K);
    return new RowMean(
        Targets.ONE_HOT,
        (yTrue, yPred, row, length) ->
            Rows.inTopK(yPred, row, length, Rows.argmax(yTrue, row, length), k) ? 1 : 0);
  }
}
