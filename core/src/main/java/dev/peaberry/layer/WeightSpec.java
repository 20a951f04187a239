package dev.peaberry.layer;

import dev.peaberry.constraint.Constraint;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Initializer;
import dev.peaberry.regularizer.Regularizer;
import java.util.Optional;

/**
 * A weight that a layer needs. Immutable.
 *
 * @param name Keras's name, unique in the layer: {@code kernel}
 * @param shape in Keras's layout
 * @param initializer how it gets its first values
 * @param trainable whether gradients change it
 * @param regularizer a penalty on it
 * @param constraint what it must fulfil after every training step
 */
public record WeightSpec(
    String name,
    Shape shape,
    Initializer initializer,
    boolean trainable,
    Optional<Regularizer> regularizer,
    Optional<Constraint> constraint) {
  /** A weight that gradients change. */
  public static WeightSpec trainable(
      String name, Shape shape, Initializer initializer, Optional<Regularizer> regularizer) {
    return new WeightSpec(name, shape, initializer, true, regularizer, Optional.empty());
  }

  /** A weight that only the layer itself changes. */
  public static WeightSpec fixed(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, false, Optional.empty(), Optional.empty());
  }

  /** The same under another name. */
  public WeightSpec withName(String name) {
    return new WeightSpec(name, shape, initializer, trainable, regularizer, constraint);
  }

  /** The same with another constraint, or with none. */
  public WeightSpec withConstraint(Optional<Constraint> constraint) {
    return new WeightSpec(name, shape, initializer, trainable, regularizer, constraint);
  }

  /** The same, not to be changed by gradients. */
  public WeightSpec frozen() {
    return new WeightSpec(name, shape, initializer, false, regularizer, constraint);
  }
}
