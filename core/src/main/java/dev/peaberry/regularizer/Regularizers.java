package dev.peaberry.regularizer;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Registry;

/** The regularizers that exist here. */
public final class Regularizers {
  /** All of them, by Keras's names. */
  public static final Registry<Regularizer> REGISTRY =
      Registry.of(
          "keras.regularizers",
          L1L2.L1_SCHEMA,
          L1L2.L2_SCHEMA,
          L1L2.SCHEMA,
          OrthogonalRegularizer.SCHEMA);

  private Regularizers() {}

  /** The values that an option for a regularizer takes. */
  public static Kind<Regularizer> kind() {
    return Kinds.object(REGISTRY);
  }
}
