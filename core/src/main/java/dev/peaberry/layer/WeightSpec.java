package dev.peaberry.layer;

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
 */
public record WeightSpec(
    String name,
    Shape shape,
    Initializer initializer,
    boolean trainable,
    Optional<Regularizer> regularizer) {
  /** A weight that gradients change. */
  public static WeightSpec trainable(
      String name, Shape shape, Initializer initializer, Optional<Regularizer> regularizer) {
    return new WeightSpec(name, shape, initializer, true, regularizer);
  }

  /** A weight that only the layer itself changes. */
  public static WeightSpec fixed(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, false, Optional.empty());
  }

  /** The same under another name. */
  public WeightSpec withName(String name) {
    return new WeightSpec(name, shape, initializer, trainable, regularizer);
  }

  /** The same, not to be changed by gradients. */
  public WeightSpec frozen() {
    return new WeightSpec(name, shape, initializer, false, regularizer);
  }
}
