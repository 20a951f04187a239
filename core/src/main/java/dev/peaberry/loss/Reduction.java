package dev.peaberry.loss;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How the losses of a batch become one number, by Keras's names. */
public enum Reduction {
  /** The weighted sum divided by the number of values (not by the sum of the weights). */
  SUM_OVER_BATCH_SIZE,
  /** The same as {@link #SUM_OVER_BATCH_SIZE}. */
  MEAN,
  /** The weighted sum. */
  SUM,
  /** The weighted sum divided by the sum of the weights. */
  MEAN_WITH_SAMPLE_WEIGHT,
  /** All values. */
  NONE;

  static final Option<Reduction> OPTION = Option.of("reduction", kind(), SUM_OVER_BATCH_SIZE);
  private static final float EPSILON = 1e-7f;

  /** Keras writes "none" as null, too. */
  private static Kind<Reduction> kind() {
    Kind<Reduction> byName = Kinds.choice(Reduction.class);
    return Kind.of(
        byName.allowed(),
        json -> json == null ? Optional.of(NONE) : byName.parse(json),
        value -> value == NONE ? null : byName.toJson(value));
  }

  Operand<TFloat32> apply(Ops tf, Loss.Values values, Optional<Operand<TFloat32>> sampleWeights) {
    Optional<Operand<TFloat32>> weights = weights(tf, values, sampleWeights);
    Operand<TFloat32> losses = values.losses();
    Operand<TFloat32> weighted =
        weights.<Operand<TFloat32>>map(w -> tf.math.mul(losses, w)).orElse(losses);
    return switch (this) {
      case NONE -> weighted;
      case SUM -> sum(tf, weighted);
      case SUM_OVER_BATCH_SIZE, MEAN -> tf.math.div(sum(tf, weighted), count(tf, losses));
      case MEAN_WITH_SAMPLE_WEIGHT ->
          tf.math.div(
              sum(tf, weighted),
              weights
                  .<Operand<TFloat32>>map(w -> tf.math.add(sum(tf, w), tf.constant(EPSILON)))
                  .orElse(count(tf, losses)));
    };
  }

  /** A mask counts as weights, scaled up so that a mean is one over those that count. */
  private Optional<Operand<TFloat32>> weights(
      Ops tf, Loss.Values values, Optional<Operand<TFloat32>> sampleWeights) {
    if (values.mask().isEmpty()) {
      return sampleWeights;
    }
    Operand<TFloat32> mask = values.mask().get();
    if (this == SUM_OVER_BATCH_SIZE || this == MEAN) {
      Operand<TFloat32> valid = tf.math.add(sum(tf, mask), tf.constant(EPSILON));
      mask = tf.math.mul(mask, tf.math.div(count(tf, mask), valid));
    }
    Operand<TFloat32> scaled = mask;
    return Optional.of(
        sampleWeights.<Operand<TFloat32>>map(w -> tf.math.mul(w, scaled)).orElse(scaled));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
    return tf.reduceSum(tf.reshape(x, tf.constant(new int[] {-1})), tf.constant(0));
  }

  private static Operand<TFloat32> count(Ops tf, Operand<TFloat32> x) {
    return tf.dtypes.cast(tf.size(x), TFloat32.class);
  }
}
