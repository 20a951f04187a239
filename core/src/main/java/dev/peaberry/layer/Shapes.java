package dev.peaberry.layer;

import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Reshaping in programs. */
final class Shapes {
  /** A bit for the first and one for the fourth axis, whose begin and end count for nothing. */
  private static final long WHOLE_OUTER_AXES = 0b1001;

  private Shapes() {}

  /** Reshapes to the given lengths, one of which may be -1. */
  static Operand<TFloat32> reshape(Ops tf, Operand<TFloat32> x, int... lengths) {
    return tf.reshape(x, tf.constant(lengths));
  }

  /** Reshapes to batches of examples of the given shape. */
  static Operand<TFloat32> restore(Ops tf, Operand<TFloat32> x, Shape example) {
    int[] lengths = new int[example.rank() + 1];
    lengths[0] = -1;
    System.arraycopy(example.toArray(), 0, lengths, 1, example.rank());
    return reshape(tf, x, lengths);
  }

  /** The shape of a batch of as many examples as x has, each of the given lengths. */
  static Operand<TInt32> ofBatch(Ops tf, Operand<TFloat32> x, int... lengths) {
    List<Operand<TInt32>> shape = new ArrayList<>();
    shape.add(tf.gather(tf.shape(x), tf.constant(0), tf.constant(0)));
    IntStream.of(lengths).forEach(length -> shape.add(tf.constant(length)));
    return tf.stack(shape);
  }

  /** The part of pictures of the given shape that begins at a row and a column. */
  static Operand<TFloat32> crop(Ops tf, Operand<TFloat32> x, int top, int left, Shape part) {
    int[] begin = {0, top, left, 0};
    int[] end = {0, top + part.get(0), left + part.get(1), 0};
    return tf.stridedSlice(
        x,
        tf.constant(begin),
        tf.constant(end),
        tf.constant(new int[] {1, 1, 1, 1}),
        StridedSlice.beginMask(WHOLE_OUTER_AXES),
        StridedSlice.endMask(WHOLE_OUTER_AXES));
  }

  /**
   * The indices of several axes of an example.
   *
   * @throws ShapeException if there is no such axis, or one is there twice
   */
  static int[] exampleAxes(List<Integer> axes, Shape example) {
    int[] indices = axes.stream().mapToInt(axis -> exampleAxis(axis, example)).toArray();
    if (IntStream.of(indices).distinct().count() != indices.length) {
      throw new ShapeException(
          "found the axes " + axes + " of input " + example + ", expected different ones");
    }
    return indices;
  }

  /** The index of an axis of an example; in Keras axis 0 is the batch. */
  static int exampleAxis(int axis, Shape example) {
    int index = axis < 0 ? axis + example.rank() : axis - 1;
    if (index < 0 || index >= example.rank()) {
      throw new ShapeException(
          "found input "
              + example
              + ", expected one that has the axis "
              + axis
              + " (0 being the batch)");
    }
    return index;
  }
}
