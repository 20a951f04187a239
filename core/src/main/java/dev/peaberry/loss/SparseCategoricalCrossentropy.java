package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

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

  /** Keras's SparseCategoricalCrossentropy. */
  public static final Schema<SparseCategoricalCrossentropy> SCHEMA =
      Schema.of(
          "SparseCategoricalCrossentropy",
          SparseCategoricalCrossentropy::new,
          Reduction.OPTION,
          Probabilities.FROM_LOGITS,
          IGNORE_CLASS,
          Probabilities.AXIS);

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

  @Override
  public Targets targets() {
    return Targets.SPARSE;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    int rank = yPred.shape().numDimensions();
    Operand<TFloat32> labels =
        yTrue.shape().numDimensions() == rank
            ? tf.squeeze(yTrue, Squeeze.axis(List.of((long) (rank - 1))))
            : yTrue;
    Operand<TFloat32> logits =
        config.get(Probabilities.FROM_LOGITS)
            ? yPred
            : scope.logits(yPred).orElseGet(() -> tf.math.log(Probabilities.clipped(tf, yPred)));
    Operand<TInt32> classes = tf.constant(Math.toIntExact(yPred.shape().get(rank - 1)));
    // TensorFlow's own sparse cross-entropy has no gradient in the native registry.
    Operand<TFloat32> oneHot =
        tf.oneHot(tf.dtypes.cast(labels, TInt32.class), classes, tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> losses = Probabilities.softmaxCrossEntropy(tf, oneHot, logits);
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
