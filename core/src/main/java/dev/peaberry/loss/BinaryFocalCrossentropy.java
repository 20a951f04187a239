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
 * Cross-entropy of labels 0 and 1 in which examples count little that are already right: {@code (1
 * - p)^gamma} times it, p being the probability of what is right. The mean over the outputs (Lin et
 * al. 2018, Focal loss). See <a
 * href="https://keras.io/api/losses/probabilistic_losses/#binaryfocalcrossentropy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record BinaryFocalCrossentropy(Config config) implements Loss {
  private static final Option<Boolean> BALANCING =
      Option.of("apply_class_balancing", Kinds.bool(), false);

  /** A power with an exponent below 1 has no derivative at 0. */
  private static final float SMALLEST_BASE = 1e-30f;

  /** Keras's BinaryFocalCrossentropy. */
  public static final Schema<BinaryFocalCrossentropy> SCHEMA =
      Schema.of(
          "BinaryFocalCrossentropy",
          BinaryFocalCrossentropy::new,
          Reduction.OPTION,
          Probabilities.FROM_LOGITS,
          Probabilities.LABEL_SMOOTHING,
          Axes.AXIS,
          BALANCING,
          Probabilities.ALPHA,
          Probabilities.GAMMA);

  /** Checks that the settings are a BinaryFocalCrossentropy's. */
  public BinaryFocalCrossentropy {
    SCHEMA.require(config);
  }

  /** Of probabilities. */
  public static BinaryFocalCrossentropy of() {
    return new BinaryFocalCrossentropy(SCHEMA.defaults());
  }

  /** Of logits. */
  public static BinaryFocalCrossentropy fromLogits() {
    return new BinaryFocalCrossentropy(SCHEMA.with(Probabilities.FROM_LOGITS, true));
  }

  /** With another exponent: how little examples count that are easy, from 0 for cross-entropy. */
  public BinaryFocalCrossentropy withGamma(double gamma) {
    return new BinaryFocalCrossentropy(config.with(Probabilities.GAMMA, gamma));
  }

  /** With classes that count differently: alpha for label 1, 1 - alpha for 0. */
  public BinaryFocalCrossentropy withClassBalancing(double alpha) {
    Config balanced = config.with(BALANCING, true).with(Probabilities.ALPHA, alpha);
    return new BinaryFocalCrossentropy(balanced);
  }

  /** With labels moved towards one half by a share, 0 to 1. */
  public BinaryFocalCrossentropy withLabelSmoothing(double share) {
    return new BinaryFocalCrossentropy(config.with(Probabilities.LABEL_SMOOTHING, share));
  }

  /** With another way to make one number of the values. */
  public BinaryFocalCrossentropy withReduction(Reduction reduction) {
    return new BinaryFocalCrossentropy(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.BINARY;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> labels =
        Probabilities.smoothedBinary(tf, yTrue, config.get(Probabilities.LABEL_SMOOTHING));
    boolean fromLogits = config.get(Probabilities.FROM_LOGITS);
    Operand<TFloat32> p = fromLogits ? tf.math.sigmoid(yPred) : yPred;
    Optional<Operand<TFloat32>> logits = fromLogits ? Optional.of(yPred) : scope.logits(yPred);
    Operand<TFloat32> crossEntropy = Probabilities.binaryCrossEntropy(tf, labels, p, logits);
    Operand<TFloat32> right = mixed(tf, labels, p, tf.math.sub(one, p));
    Operand<TFloat32> wrong = tf.math.maximum(tf.math.sub(one, right), tf.constant(SMALLEST_BASE));
    Operand<TFloat32> factor =
        tf.math.pow(wrong, tf.constant(config.get(Probabilities.GAMMA).floatValue()));
    Operand<TFloat32> losses = tf.math.mul(factor, crossEntropy);
    if (config.get(BALANCING)) {
      float alpha = config.get(Probabilities.ALPHA).floatValue();
      losses = tf.math.mul(mixed(tf, labels, tf.constant(alpha), tf.constant(1 - alpha)), losses);
    }
    return Values.ofMean(tf, losses, config.get(Axes.AXIS));
  }

  /** One value for the label 1, another for 0, a mixture between. */
  private static Operand<TFloat32> mixed(
      Ops tf, Operand<TFloat32> labels, Operand<TFloat32> one, Operand<TFloat32> zero) {
    Operand<TFloat32> others = tf.math.sub(tf.constant(1f), labels);
    return tf.math.add(tf.math.mul(labels, one), tf.math.mul(others, zero));
  }
}
