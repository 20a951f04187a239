package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.Optional;

/**
 * The mean cross-entropy {@code -log p[y]} of class indices {@code (N)} or {@code (N, 1)}.
 * Predictions are {@code (N, classes)}. Probabilities are clipped to 1e-7 from 0 and 1, also where
 * the loss is computed from the logits before a softmax or sigmoid. See <a
 * href="https://keras.io/api/metrics/probabilistic_metrics/#sparsecategoricalcrossentropy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record SparseCategoricalCrossentropy(Config config) implements Metric, Configured {
  private static final Option<String> NAME = Options.name("SparseCategoricalCrossentropy");
  private static final Option<Optional<Integer>> IGNORE_CLASS =
      Option.of("ignore_class", Kinds.integer().optional(), Optional.empty());

  /** Keras's SparseCategoricalCrossentropy. */
  public static final Schema<SparseCategoricalCrossentropy> SCHEMA =
      Schema.of(
          "SparseCategoricalCrossentropy",
          SparseCategoricalCrossentropy::new,
          NAME,
          Options.DTYPE,
          Options.FROM_LOGITS,
          IGNORE_CLASS,
          Options.AXIS);

  /** Checks that the settings are those of a SparseCategoricalCrossentropy. */
  public SparseCategoricalCrossentropy {
    SCHEMA.require(config);
  }

  /** Of probabilities. */
  public static SparseCategoricalCrossentropy of() {
    return new SparseCategoricalCrossentropy(SCHEMA.defaults());
  }

  /** Of logits. */
  public static SparseCategoricalCrossentropy fromLogits() {
    return new SparseCategoricalCrossentropy(SCHEMA.with(Options.FROM_LOGITS, true));
  }

  /**
   * Without the examples of one class index: they have no weight or, as in Keras, where nothing is
   * weighted a loss of 0.
   */
  public SparseCategoricalCrossentropy ignoringClass(int index) {
    return new SparseCategoricalCrossentropy(config.with(IGNORE_CLASS, Optional.of(index)));
  }

  /** Under another name. */
  public SparseCategoricalCrossentropy withName(String name) {
    return new SparseCategoricalCrossentropy(config.with(NAME, name));
  }

  @Override
  public String name() {
    return config.get(NAME);
  }

  @Override
  public Accumulator start() {
    RowValue loss = new Loss(config.get(Options.FROM_LOGITS), config.get(IGNORE_CLASS));
    return new RowMean(
        Targets.CLASSES, config.get(Options.FROM_LOGITS) ? loss : RowValue.ofProbabilities(loss));
  }

  private record Loss(boolean fromLogits, Optional<Integer> ignored) implements RowValue {
    @Override
    public boolean counts(float[] yTrue, int row) {
      return ignored.isEmpty() || yTrue[row] != ignored.get();
    }

    @Override
    public double of(float[] yTrue, float[] yPred, int row, int length) {
      int trueClass = RowBatch.requireClass(yTrue[row], length);
      if (fromLogits) {
        return LogSoftmax.logSumExp(yPred, row, length) - yPred[row * length + trueClass];
      }
      double sum = 0;
      for (int i = row * length; i < (row + 1) * length; i++) {
        sum += RowValue.clip(yPred[i]);
      }
      return Math.log(sum) - Math.log(RowValue.clip(yPred[row * length + trueClass]));
    }
  }
}
