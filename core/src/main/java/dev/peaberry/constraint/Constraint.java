package dev.peaberry.constraint;

import dev.peaberry.config.Described;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a weight must fulfil after every training step. Immutable and thread-safe. See <a
 * href="https://keras.io/api/layers/constraints/">keras.io</a>.
 */
public interface Constraint extends Described {
  /**
   * The weight with the values that the constraint allows, near those that it has; its shape stays.
   *
   * @throws IllegalArgumentException if weights of this shape cannot be constrained so
   */
  Operand<TFloat32> project(Ops tf, Operand<TFloat32> weight);
}
