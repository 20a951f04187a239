package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of class indices: {@code -log p[y]}. Computed from the logits where a softmax comes
 * right before it. See <a
 * href="https://keras.io/api/losses/probabilistic_losses/#sparsecategoricalcrossentropy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record SparseCategoricalCrossentropy(Config config) implements Loss {
  private static final Option<Optional<Integer>> IGNORE_CLASS =
      Option.of("ignore_class", Kinds.integer().optional(), Optional.empty());
  private static final Option<Integer> AXIS =
      Option.of("axis", Kinds.only(Kinds.integer(), -1), -1).unlisted();

  /** Keras's SparseCategoricalCrossentropy. */
  public static final Schema<SparseCategoricalCrossentropy> SCHEMA =
      Schema.of(
          "SparseCategoricalCrossentropy",
          SparseCategoricalCrossentropy::new,
          Reduction.OPTION,
          Probabilities.FROM_LOGITS,
          IGNORE_CLASS,
          AXIS);

  /** Checks that the settings are a SparseCategoricalCrossentropy's. */
  public SparseCategoricalCrossentropy {
    SCHEMA.require(config);
  }

  /** Of probabilities. */
  public static SparseCategoricalCrossentropy of() {
    return new SparseCategoricalCrossentropy(SCHEMA.defaults());
  }

  /** Of logits. */
  public static SparseCategoricalCrossentropy fromLogits() {
    return new SparseCategoricalCrossentropy(SCHEMA.with(Probabilities.FROM_LOGITS, true));
  }

  /** Without the examples of one class index. */
  public SparseCategoricalCrossentropy ignoringClass(int index) {
    return new SparseCategoricalCrossentropy(config.with(IGNORE_CLASS, Optional.of(index)));
  }

  /** With another way to make one number of the values. */
  public SparseCategoricalCrossentropy withReduction(Reduction reduction) {
    return new SparseCategoricalCrossentropy(config.with(Reduction.OPTION, reduction));
  }

  /** The class index whose examples do not count, if any; it need not be a class of the output. */
  public Optional<Integer> ignoredClass() {
    return config.get(IGNORE_CLASS);
  }

  @Override
  public Targets targets() {
    return Targets.SPARSE;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> logits =
        Probabilities.logits(scope, config, yPred)
            .orElseGet(() -> tf.math.log(Probabilities.clipped(tf, yPred)));
    // TensorFlow's own sparse cross-entropy has no gradient in the native registry.
    Operand<TFloat32> oneHot = Axes.oneHot(tf, yTrue, yPred);
    Operand<TFloat32> losses = Probabilities.softmaxCrossEntropy(tf, oneHot, logits);
    Operand<TFloat32> labels = Axes.indices(tf, yTrue, yPred);
    return config
        .get(IGNORE_CLASS)
        .map(ignored -> masked(tf, losses, labels, ignored))
        .orElse(Values.of(losses));
  }

  private static Values masked(
      Ops tf, Operand<TFloat32> losses, Operand<TFloat32> labels, int ignored) {
    Operand<TFloat32> mask =
        tf.dtypes.cast(tf.math.notEqual(labels, tf.constant((float) ignored)), TFloat32.class);
    return new Values(tf.math.mul(losses, mask), Optional.of(mask));
  }
}
