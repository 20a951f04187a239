package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of one-hot or soft labels: {@code -sum(y log p)} over the classes. Computed from
 * the logits where a softmax comes right before it. See <a
 * href="https://keras.io/api/losses/probabilistic_losses/#categoricalcrossentropy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record CategoricalCrossentropy(Config config) implements Loss {
  /** Keras's CategoricalCrossentropy. */
  public static final Schema<CategoricalCrossentropy> SCHEMA =
      Schema.of(
          "CategoricalCrossentropy",
          CategoricalCrossentropy::new,
          Reduction.OPTION,
          Probabilities.FROM_LOGITS,
          Probabilities.LABEL_SMOOTHING,
          Axes.AXIS);

  /** Checks that the settings are a CategoricalCrossentropy's. */
  public CategoricalCrossentropy {
    SCHEMA.require(config);
  }

  /** Of probabilities. */
  public static CategoricalCrossentropy of() {
    return new CategoricalCrossentropy(SCHEMA.defaults());
  }

  /** Of logits. */
  public static CategoricalCrossentropy fromLogits() {
    return new CategoricalCrossentropy(SCHEMA.with(Probabilities.FROM_LOGITS, true));
  }

  /** With labels moved towards the mean by a share, 0 to 1 (Szegedy et al. 2016). */
  public CategoricalCrossentropy withLabelSmoothing(double share) {
    return new CategoricalCrossentropy(config.with(Probabilities.LABEL_SMOOTHING, share));
  }

  /** With another way to make one number of the values. */
  public CategoricalCrossentropy withReduction(Reduction reduction) {
    return new CategoricalCrossentropy(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.CATEGORICAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    int axis = config.get(Axes.AXIS);
    Operand<TFloat32> labels =
        Axes.moveToLast(
            tf,
            Probabilities.smoothedCategorical(tf, yTrue, config.get(Probabilities.LABEL_SMOOTHING)),
            axis);
    Optional<Operand<TFloat32>> logits = Probabilities.logits(scope, config, yPred);
    if (logits.isPresent()) {
      return Values.of(
          Probabilities.softmaxCrossEntropy(tf, labels, Axes.moveToLast(tf, logits.get(), axis)));
    }
    Operand<TFloat32> log =
        tf.math.log(Probabilities.normalised(tf, Axes.moveToLast(tf, yPred, axis)));
    return Values.of(tf.math.neg(tf.reduceSum(tf.math.mul(labels, log), tf.constant(-1))));
  }
}
