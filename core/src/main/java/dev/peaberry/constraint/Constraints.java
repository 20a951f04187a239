package dev.peaberry.constraint;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Registry;

/** The constraints that exist here. */
public final class Constraints {
  /** All of them, by Keras's names. */
  public static final Registry<Constraint> REGISTRY =
      Registry.of(
          "keras.constraints", MaxNorm.SCHEMA, MinMaxNorm.SCHEMA, NonNeg.SCHEMA, UnitNorm.SCHEMA);

  private Constraints() {}

  /** The values that an option for a constraint takes. */
  public static Kind<Constraint> kind() {
    return Kinds.object(REGISTRY);
  }
}
