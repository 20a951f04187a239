package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.engine.GraphScope;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What the cross-entropies share. */
final class Probabilities {
  static final Option<Boolean> FROM_LOGITS = Option.of("from_logits", Kinds.bool(), false);
  static final Option<Double> LABEL_SMOOTHING = Option.of("label_smoothing", Kinds.fraction(), 0.0);
  static final Option<Double> ALPHA = Option.of("alpha", Kinds.notNegative(), 0.25);
  static final Option<Double> GAMMA = Option.of("gamma", Kinds.notNegative(), 2.0);

  /** Keras's smallest probability. */
  static final float EPSILON = 1e-7f;

  private Probabilities() {}

  /**
   * What a cross-entropy is computed from, if it is known: what a softmax or sigmoid at the output
   * was given, even where the loss is said to take logits, as in Keras; else the output if so said.
   */
  static Optional<Operand<TFloat32>> logits(
      GraphScope scope, Config config, Operand<TFloat32> yPred) {
    return scope
        .logits(yPred)
        .or(() -> config.get(FROM_LOGITS) ? Optional.of(yPred) : Optional.empty());
  }

  /** Probabilities that are never so close to 0 or 1 that a logarithm fails. */
  static Operand<TFloat32> clipped(Ops tf, Operand<TFloat32> probabilities) {
    return tf.clipByValue(probabilities, tf.constant(EPSILON), tf.constant(1 - EPSILON));
  }

  /** Probabilities that sum to 1 along the last axis, clipped; all zeros stay so. */
  static Operand<TFloat32> normalised(Ops tf, Operand<TFloat32> probabilities) {
    Operand<TFloat32> sum = Axes.sumOfLast(tf, probabilities);
    Operand<TFloat32> isZero = tf.dtypes.cast(tf.math.equal(sum, tf.constant(0f)), TFloat32.class);
    return clipped(tf, tf.math.div(probabilities, tf.math.add(sum, isZero)));
  }

  /** Labels 0 and 1 moved towards one half by the share {@code smoothing}. */
  static Operand<TFloat32> smoothedBinary(Ops tf, Operand<TFloat32> yTrue, double smoothing) {
    return smoothed(tf, yTrue, smoothing, 2);
  }

  /** One-hot labels moved towards the mean by the share {@code smoothing}. */
  static Operand<TFloat32> smoothedCategorical(Ops tf, Operand<TFloat32> yTrue, double smoothing) {
    return smoothed(tf, yTrue, smoothing, yTrue.shape().get(-1));
  }

  private static Operand<TFloat32> smoothed(
      Ops tf, Operand<TFloat32> yTrue, double smoothing, long classes) {
    return smoothing == 0
        ? yTrue
        : tf.math.add(
            tf.math.mul(yTrue, tf.constant((float) (1 - smoothing))),
            tf.constant((float) (smoothing / classes)));
  }

  /** Softmax cross-entropy along the last axis of arrays of any rank: {@code (N, ...)}. */
  static Operand<TFloat32> softmaxCrossEntropy(
      Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> logits) {
    int rank = logits.shape().numDimensions();
    if (rank == 2) {
      return tf.nn.softmaxCrossEntropyWithLogits(logits, yTrue).loss();
    }
    int classes = Math.toIntExact(logits.shape().get(rank - 1));
    Operand<TInt32> rows = tf.constant(new int[] {-1, classes});
    Operand<TFloat32> losses =
        tf.nn
            .softmaxCrossEntropyWithLogits(tf.reshape(logits, rows), tf.reshape(yTrue, rows))
            .loss();
    return tf.reshape(losses, tf.shape(tf.reduceMax(yTrue, tf.constant(-1))));
  }

  /**
   * The cross-entropy of each label 0 or 1 (or between) alone.
   *
   * @param logits what the probabilities come from, if known: they say more near 0 and 1
   */
  static Operand<TFloat32> binaryCrossEntropy(
      Ops tf,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> probabilities,
      Optional<Operand<TFloat32>> logits) {
    return logits
        .map(z -> ofLogits(tf, yTrue, z))
        .orElseGet(() -> ofProbabilities(tf, yTrue, clipped(tf, probabilities)));
  }

  /**
   * With m = max(z, 0): m - z y + log(1 + exp(z - 2 m)), where z - 2 m is -|z| and overflows for no
   * z. Unlike that of |z|, its derivative is right also where z is 0.
   */
  private static Operand<TFloat32> ofLogits(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> z) {
    Operand<TFloat32> m = tf.nn.relu(z);
    Operand<TFloat32> minusSize = tf.math.sub(z, tf.math.add(m, m));
    return tf.math.add(
        tf.math.sub(m, tf.math.mul(z, yTrue)), tf.math.log1p(tf.math.exp(minusSize)));
  }

  private static Operand<TFloat32> ofProbabilities(
      Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> p) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> yes = tf.math.mul(yTrue, tf.math.log(p));
    Operand<TFloat32> others = tf.math.sub(one, yTrue);
    Operand<TFloat32> no = tf.math.mul(others, tf.math.log(tf.math.sub(one, p)));
    return tf.math.neg(tf.math.add(yes, no));
  }
}
