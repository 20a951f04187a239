package dev.peaberry.regularizer;

import dev.peaberry.config.Described;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A penalty on the size of a weight, added to the loss. Immutable and thread-safe. See <a
 * href="https://keras.io/api/layers/regularizers/">keras.io</a>.
 */
public interface Regularizer extends Described {
  /** The penalty of a weight of any shape, a scalar. */
  Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> weight);
}
