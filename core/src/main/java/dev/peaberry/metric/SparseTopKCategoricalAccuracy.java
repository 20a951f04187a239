package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;

/**
 * How often the true class is among the k best; ties favour the model. Targets are class indices,
 * {@code (N)} or {@code (N, 1)}; predictions {@code (N, classes)} may be probabilities or logits.
 * See <a
 * href="https://keras.io/api/metrics/accuracy_metrics/#sparsetopkcategoricalaccuracy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record SparseTopKCategoricalAccuracy(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("SparseTopKCategoricalAccuracy");
  private static final Option<Integer> K = Option.of("k", Kinds.integerFrom(1), 5);

  /** Keras's SparseTopKCategoricalAccuracy. */
  public static final Schema<SparseTopKCategoricalAccuracy> SCHEMA =
      Schema.of(
          "SparseTopKCategoricalAccuracy",
          SparseTopKCategoricalAccuracy::new,
          NAME,
          Options.DTYPE,
          K);

  /** Checks that the settings are those of a SparseTopKCategoricalAccuracy. */
  public SparseTopKCategoricalAccuracy {
    SCHEMA.require(config);
  }

  /** With Keras's defaults. */
  public static SparseTopKCategoricalAccuracy of() {
    return new SparseTopKCategoricalAccuracy(SCHEMA.defaults());
  }

  /** With another number of classes that may be named. */
  public SparseTopKCategoricalAccuracy withK(int k) {
    return new SparseTopKCategoricalAccuracy(config.with(K, k));
  }

  /** Under another name. */
  public SparseTopKCategoricalAccuracy withName(String name) {
    return new SparseTopKCategoricalAccuracy(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    int k = config.get(K);
    return new RowMean(
        Targets.CLASSES,
        (yTrue, yPred, row, length) ->
            Rows.inTopK(yPred, row, length, (int) yTrue[row], k) ? 1 : 0);
  }
}
