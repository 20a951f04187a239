package dev.peaberry.layer;

import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Reshaping in programs. */
final class Shapes {
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
