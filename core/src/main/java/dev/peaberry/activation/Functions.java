package dev.peaberry.activation;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The activation functions for which TensorFlow has no operation of its own. */
final class Functions {
  private static final float SHRINK_THRESHOLD = 0.5f;

  private Functions() {}

  static Operand<TFloat32> gelu(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> scaled = tf.math.mul(x, tf.constant((float) Math.sqrt(0.5)));
    Operand<TFloat32> twiceShare = tf.math.add(tf.math.erf(scaled), tf.constant(1f));
    return tf.math.mul(tf.math.mul(x, tf.constant(0.5f)), twiceShare);
  }

  static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> shifted = tf.nn.relu6(tf.math.add(x, tf.constant(3f)));
    return tf.math.mul(shifted, tf.constant(1f / 6));
  }

  /** TensorFlow's gradient is right for rows only: it sums along axis 1 instead of the last. */
  static Operand<TFloat32> logSoftmax(Ops tf, Operand<TFloat32> x) {
    if (x.rank() == 2) {
      return tf.nn.logSoftmax(x);
    }
    Operand<TInt32> length = tf.gather(tf.shape(x), tf.constant(x.rank() - 1), tf.constant(0));
    Operand<TFloat32> rows = tf.reshape(x, tf.stack(List.of(tf.constant(-1), length)));
    return tf.reshape(tf.nn.logSoftmax(rows), tf.shape(x));
  }

  static Operand<TFloat32> celu(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> zero = tf.constant(0f);
    return tf.math.add(tf.math.maximum(x, zero), tf.math.expm1(tf.math.minimum(x, zero)));
  }

  static Operand<TFloat32> glu(Ops tf, Operand<TFloat32> x) {
    List<? extends Operand<TFloat32>> halves = tf.split(tf.constant(-1), x, 2L).output();
    return tf.math.mul(halves.get(0), tf.math.sigmoid(halves.get(1)));
  }

  static Operand<TFloat32> squareplus(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> root = tf.math.sqrt(tf.math.add(tf.math.square(x), tf.constant(4f)));
    return tf.math.mul(tf.math.add(x, root), tf.constant(0.5f));
  }

  static Operand<TFloat32> hardTanh(Ops tf, Operand<TFloat32> x) {
    return tf.clipByValue(x, tf.constant(-1f), tf.constant(1f));
  }

  static Operand<TFloat32> softShrink(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> threshold = tf.constant(SHRINK_THRESHOLD);
    Operand<TFloat32> below =
        tf.select(
            tf.math.less(x, tf.constant(-SHRINK_THRESHOLD)),
            tf.math.add(x, threshold),
            tf.constant(0f));
    return tf.select(tf.math.greater(x, threshold), tf.math.sub(x, threshold), below);
  }

  static Operand<TFloat32> hardShrink(Ops tf, Operand<TFloat32> x) {
    return tf.select(
        tf.math.greater(tf.math.abs(x), tf.constant(SHRINK_THRESHOLD)), x, tf.constant(0f));
  }

  static Operand<TFloat32> sparsePlus(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> parabola =
        tf.math.mul(tf.math.square(tf.math.add(x, one)), tf.constant(0.25f));
    return tf.select(
        tf.math.lessEqual(x, tf.constant(-1f)),
        tf.constant(0f),
        tf.select(tf.math.less(x, one), parabola, x));
  }

  static Operand<TFloat32> sparseSigmoid(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> line = tf.math.mul(tf.math.add(x, one), tf.constant(0.5f));
    return tf.select(
        tf.math.lessEqual(x, tf.constant(-1f)),
        tf.constant(0f),
        tf.select(tf.math.greaterEqual(x, one), one, line));
  }

  /**
   * Keras adds up the cumulative sums of the k numbers above the threshold, where the paper takes
   * the last of them. A number that is the r-th largest (from 0) so counts (k - r) / k in the
   * threshold, which is how it is written here: sorting then needs no gradient.
   */
  static Operand<TFloat32> sparsemax(Ops tf, Operand<TFloat32> x) {
    int last = x.rank() - 1;
    Operand<TInt32> length = tf.gather(tf.shape(x), tf.constant(last), tf.constant(0));
    TopK<TFloat32, TInt32> sorted = tf.nn.topK(tf.stopGradient(x), length, TInt32.class);
    Operand<TInt32> ranks =
        tf.nn.topK(tf.math.neg(sorted.indices()), length, TInt32.class).indices();
    Operand<TFloat32> support = support(tf, sorted.values(), length, last);
    Operand<TFloat32> weights =
        tf.nn.relu(
            tf.math.sub(
                tf.constant(1f), tf.math.div(tf.dtypes.cast(ranks, TFloat32.class), support)));
    Operand<TFloat32> threshold =
        tf.math.sub(
            tf.reduceSum(
                tf.math.mul(tf.stopGradient(weights), x),
                tf.constant(last),
                ReduceSum.keepDims(true)),
            tf.stopGradient(tf.math.reciprocal(support)));
    return tf.math.maximum(tf.math.sub(x, threshold), tf.constant(0f));
  }

  /** How many of the largest numbers are above the threshold, along the last axis. */
  private static Operand<TFloat32> support(
      Ops tf, Operand<TFloat32> sorted, Operand<TInt32> length, int last) {
    Operand<TFloat32> counts =
        tf.dtypes.cast(
            tf.range(tf.constant(1), tf.math.add(length, tf.constant(1)), tf.constant(1)),
            TFloat32.class);
    Operand<TFloat32> rest =
        tf.math.sub(tf.math.cumsum(sorted, tf.constant(last)), tf.constant(1f));
    Operand<TFloat32> above =
        tf.dtypes.cast(
            tf.math.greater(tf.math.sub(sorted, tf.math.div(rest, counts)), tf.constant(0f)),
            TFloat32.class);
    return tf.reduceSum(above, tf.constant(last), ReduceSum.keepDims(true));
  }
}
