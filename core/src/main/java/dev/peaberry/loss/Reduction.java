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

  /** The setting that every loss has. */
  public static final Option<Reduction> OPTION =
      Option.of("reduction", kind(), SUM_OVER_BATCH_SIZE);

  /** Keras writes "none" as null, too. */
  private static Kind<Reduction> kind() {
    Kind<Reduction> byName = Kinds.choice(Reduction.class);
    return Kind.of(
        byName.allowed(),
        json -> json == null ? Optional.of(NONE) : byName.parse(json),
        value -> value == NONE ? null : byName.toJson(value));
  }

  Operand<TFloat32> apply(Ops tf, Loss.Values values, Optional<Operand<TFloat32>> sampleWeights) {
    Operand<TFloat32> losses = values.losses();
    Optional<Operand<TFloat32>> weights =
        weights(tf, values, sampleWeights.map(w -> aligned(tf, w, losses)));
    Operand<TFloat32> weighted =
        weights.<Operand<TFloat32>>map(w -> tf.math.mul(losses, w)).orElse(losses);
    return switch (this) {
      case NONE -> weighted;
      case SUM -> sum(tf, weighted);
      case SUM_OVER_BATCH_SIZE, MEAN -> tf.math.div(sum(tf, weighted), count(tf, weighted));
      case MEAN_WITH_SAMPLE_WEIGHT ->
          tf.math.divNoNan(
              sum(tf, weighted),
              weights.<Operand<TFloat32>>map(w -> sum(tf, w)).orElse(count(tf, losses)));
    };
  }

  /** A weight for each example counts for all positions of a map; {@code (N, 1)} is {@code (N)}. */
  private static Operand<TFloat32> aligned(
      Ops tf, Operand<TFloat32> weights, Operand<TFloat32> losses) {
    int rank = losses.shape().numDimensions();
    int given = weights.shape().numDimensions();
    if (rank == 0 || given == rank) {
      return weights;
    }
    if (given > rank) {
      return tf.reshape(weights, tf.shape(losses));
    }
    Operand<TFloat32> expanded = weights;
    for (int axis = given; axis < rank; axis++) {
      expanded = tf.expandDims(expanded, tf.constant(axis));
    }
    return tf.math.add(expanded, tf.zerosLike(losses));
  }

  /** A mask counts as weights, scaled up so that a mean is one over those that count. */
  private Optional<Operand<TFloat32>> weights(
      Ops tf, Loss.Values values, Optional<Operand<TFloat32>> sampleWeights) {
    if (values.mask().isEmpty()) {
      return sampleWeights;
    }
    Operand<TFloat32> mask = values.mask().get();
    if (this == SUM_OVER_BATCH_SIZE || this == MEAN) {
      mask = tf.math.mul(mask, tf.math.divNoNan(count(tf, mask), sum(tf, mask)));
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
