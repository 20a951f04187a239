package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of labels 0 and 1, the mean over the outputs. Computed from the logits where a
 * sigmoid comes right before it. See <a
 * href="https://keras.io/api/losses/probabilistic_losses/#binarycrossentropy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record BinaryCrossentropy(Config config) implements Loss {
  /** Keras's BinaryCrossentropy. */
  public static final Schema<BinaryCrossentropy> SCHEMA =
      Schema.of(
          "BinaryCrossentropy",
          BinaryCrossentropy::new,
          Reduction.OPTION,
          Probabilities.FROM_LOGITS,
          Probabilities.LABEL_SMOOTHING,
          Probabilities.AXIS);

  /** Checks that the settings are a BinaryCrossentropy's. */
  public BinaryCrossentropy {
    SCHEMA.require(config);
  }

  /** Of probabilities. */
  public static BinaryCrossentropy of() {
    return new BinaryCrossentropy(SCHEMA.defaults());
  }

  /** Of logits. */
  public static BinaryCrossentropy fromLogits() {
    return new BinaryCrossentropy(SCHEMA.with(Probabilities.FROM_LOGITS, true));
  }

  /** With labels moved towards one half by a share, 0 to 1. */
  public BinaryCrossentropy withLabelSmoothing(double share) {
    return new BinaryCrossentropy(config.with(Probabilities.LABEL_SMOOTHING, share));
  }

  @Override
  public Targets targets() {
    return Targets.BINARY;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> labels =
        Probabilities.smoothed(
            tf, yTrue, config.get(Probabilities.LABEL_SMOOTHING), tf.constant(2f));
    Optional<Operand<TFloat32>> logits =
        config.get(Probabilities.FROM_LOGITS) ? Optional.of(yPred) : scope.logits(yPred);
    Operand<TFloat32> losses =
        logits
            .map(z -> ofLogits(tf, labels, z))
            .orElseGet(() -> ofProbabilities(tf, labels, Probabilities.clipped(tf, yPred)));
    return Values.of(tf.math.mean(losses, tf.constant(-1)));
  }

  /** max(z, 0) - z y + log(1 + exp(-|z|)), which overflows for no z. */
  private static Operand<TFloat32> ofLogits(Ops tf, Operand<TFloat32> labels, Operand<TFloat32> z) {
    Operand<TFloat32> linear = tf.math.sub(tf.nn.relu(z), tf.math.mul(z, labels));
    Operand<TFloat32> rest = tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(z))));
    return tf.math.add(linear, rest);
  }

  private static Operand<TFloat32> ofProbabilities(
      Ops tf, Operand<TFloat32> labels, Operand<TFloat32> p) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> yes = tf.math.mul(labels, tf.math.log(p));
    Operand<TFloat32> no = tf.math.mul(tf.math.sub(one, labels), tf.math.log(tf.math.sub(one, p)));
    return tf.math.neg(tf.math.add(yes, no));
  }
}
