package dev.peaberry.loss;

import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What the cross-entropies share. */
final class Probabilities {
  static final Option<Boolean> FROM_LOGITS = Option.of("from_logits", Kinds.bool(), false);
  static final Option<Double> LABEL_SMOOTHING = Option.of("label_smoothing", Kinds.fraction(), 0.0);
  static final Option<Integer> AXIS = Option.of("axis", Kinds.only(Kinds.integer(), -1), -1);

  /** Keras's smallest probability. */
  private static final float EPSILON = 1e-7f;

  private Probabilities() {}

  /** Probabilities that are never so close to 0 or 1 that a logarithm fails. */
  static Operand<TFloat32> clipped(Ops tf, Operand<TFloat32> probabilities) {
    return tf.clipByValue(probabilities, tf.constant(EPSILON), tf.constant(1 - EPSILON));
  }

  /** Labels moved towards the mean by the share {@code smoothing}. */
  static Operand<TFloat32> smoothed(
      Ops tf, Operand<TFloat32> yTrue, double smoothing, Operand<TFloat32> classes) {
    return smoothing == 0
        ? yTrue
        : tf.math.add(
            tf.math.mul(yTrue, tf.constant((float) (1 - smoothing))),
            tf.math.div(tf.constant((float) smoothing), classes));
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
}
