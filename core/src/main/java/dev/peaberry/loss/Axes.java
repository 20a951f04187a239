package dev.peaberry.loss;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The axis of the classes, which is the last one unless a setting says otherwise. */
final class Axes {
  static final Option<Integer> AXIS =
      Option.of(
          "axis",
          Kinds.integer().where("an axis other than 0, which is the batch's", axis -> axis != 0),
          -1);

  private Axes() {}

  /**
   * Class indices as rows of 0 and 1 of the outputs' shape; {@code (N, 1)} is taken for (N).
   *
   * @param yTrue {@code (N, ...)} or {@code (N, ..., 1)}
   * @param yPred {@code (N, ..., classes)}
   */
  static Operand<TFloat32> oneHot(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    int classes = Math.toIntExact(yPred.shape().get(-1));
    return tf.oneHot(
        tf.dtypes.cast(indices(tf, yTrue, yPred), TInt32.class),
        tf.constant(classes),
        tf.constant(1f),
        tf.constant(0f));
  }

  /** Class indices {@code (N, ...)}. */
  static Operand<TFloat32> indices(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    int rank = yPred.shape().numDimensions();
    return yTrue.shape().numDimensions() == rank
        ? tf.squeeze(yTrue, Squeeze.axis(List.of((long) (rank - 1))))
        : yTrue;
  }

  /** The sum along the last axis, which stays with length 1. */
  static Operand<TFloat32> sumOfLast(Ops tf, Operand<TFloat32> x) {
    return tf.reduceSum(x, tf.constant(-1), ReduceSum.keepDims(true));
  }

  /**
   * The array with an axis moved to the end.
   *
   * @throws ConfigException if the array has no such axis
   */
  static Operand<TFloat32> moveToLast(Ops tf, Operand<TFloat32> x, int axis) {
    int rank = x.shape().numDimensions();
    int from = axis < 0 ? axis + rank : axis;
    if (from < 1 || from >= rank) {
      throw new ConfigException(
          "axis: found "
              + axis
              + " for an output of "
              + x.shape()
              + ", expected one from 1 to "
              + (rank - 1)
              + " or -1");
    }
    if (from == rank - 1) {
      return x;
    }
    int[] order =
        IntStream.concat(IntStream.range(0, rank).filter(i -> i != from), IntStream.of(from))
            .toArray();
    return tf.linalg.transpose(x, tf.constant(order));
  }
}
