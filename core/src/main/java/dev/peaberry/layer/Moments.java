package dev.peaberry.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** Mean and variance (divided by n) along some axes, which stay with length 1. */
record Moments(Operand<TFloat32> mean, Operand<TFloat32> variance) {
  static Moments of(Ops tf, Operand<TFloat32> x, int[] axes) {
    Operand<TFloat32> mean = tf.math.mean(x, tf.constant(axes), Mean.keepDims(true));
    Operand<TFloat32> squares = tf.math.squaredDifference(x, tf.stopGradient(mean));
    return new Moments(mean, tf.math.mean(squares, tf.constant(axes), Mean.keepDims(true)));
  }
}
