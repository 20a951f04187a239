package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of one-hot labels in which classes count little whose probability is high: {@code
 * -sum(alpha (1 - p)^gamma y log p)} (Lin et al. 2018, Focal loss). See <a
 * href="https://keras.io/api/losses/probabilistic_losses/#categoricalfocalcrossentropy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record CategoricalFocalCrossentropy(Config config) implements Loss {
  /** Keras's CategoricalFocalCrossentropy. */
  public static final Schema<CategoricalFocalCrossentropy> SCHEMA =
      Schema.of(
          "CategoricalFocalCrossentropy",
          CategoricalFocalCrossentropy::new,
          Reduction.OPTION,
          Probabilities.FROM_LOGITS,
          Probabilities.LABEL_SMOOTHING,
          Axes.AXIS,
          Probabilities.ALPHA,
          Probabilities.GAMMA);

  /** Checks that the settings are a CategoricalFocalCrossentropy's. */
  public CategoricalFocalCrossentropy {
    SCHEMA.require(config);
  }

  /** Of probabilities. */
  public static CategoricalFocalCrossentropy of() {
    return new CategoricalFocalCrossentropy(SCHEMA.defaults());
  }

  /** Of logits. */
  public static CategoricalFocalCrossentropy fromLogits() {
    return new CategoricalFocalCrossentropy(SCHEMA.with(Probabilities.FROM_LOGITS, true));
  }

  /** With another exponent: how little examples count that are easy, from 0 for cross-entropy. */
  public CategoricalFocalCrossentropy withGamma(double gamma) {
    return new CategoricalFocalCrossentropy(config.with(Probabilities.GAMMA, gamma));
  }

  /** With another factor. */
  public CategoricalFocalCrossentropy withAlpha(double alpha) {
    return new CategoricalFocalCrossentropy(config.with(Probabilities.ALPHA, alpha));
  }

  /** With labels moved towards the mean by a share, 0 to 1. */
  public CategoricalFocalCrossentropy withLabelSmoothing(double share) {
    return new CategoricalFocalCrossentropy(config.with(Probabilities.LABEL_SMOOTHING, share));
  }

  /** With another way to make one number of the values. */
  public CategoricalFocalCrossentropy withReduction(Reduction reduction) {
    return new CategoricalFocalCrossentropy(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.CATEGORICAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    int axis = config.get(Axes.AXIS);
    double smoothing = config.get(Probabilities.LABEL_SMOOTHING);
    Operand<TFloat32> labels =
        Axes.moveToLast(tf, Probabilities.smoothedCategorical(tf, yTrue, smoothing), axis);
    Operand<TFloat32> outputs = Axes.moveToLast(tf, yPred, axis);
    Operand<TFloat32> p =
        Probabilities.normalised(
            tf, config.get(Probabilities.FROM_LOGITS) ? tf.nn.softmax(outputs) : outputs);
    Operand<TFloat32> factor =
        tf.math.mul(
            tf.math.pow(
                tf.math.sub(tf.constant(1f), p),
                tf.constant(config.get(Probabilities.GAMMA).floatValue())),
            tf.constant(config.get(Probabilities.ALPHA).floatValue()));
    Operand<TFloat32> gain = tf.math.mul(factor, tf.math.mul(labels, tf.math.log(p)));
    return Values.of(tf.math.neg(tf.reduceSum(gain, tf.constant(-1))));
  }
}
