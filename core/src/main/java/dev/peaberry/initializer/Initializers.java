package dev.peaberry.initializer;

import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Registry;

/** The initializers that exist here. */
public final class Initializers {
  /** All of them, by Keras's names. */
  public static final Registry<Initializer> REGISTRY =
      Registry.of(
          "keras.initializers",
          Constant.SCHEMA,
          Constant.ZEROS_SCHEMA,
          Constant.ONES_SCHEMA,
          RandomNormal.SCHEMA,
          RandomNormal.TRUNCATED_SCHEMA,
          RandomUniform.SCHEMA,
          VarianceScaling.SCHEMA,
          VarianceScaling.GLOROT_UNIFORM_SCHEMA,
          VarianceScaling.GLOROT_NORMAL_SCHEMA,
          VarianceScaling.HE_UNIFORM_SCHEMA,
          VarianceScaling.HE_NORMAL_SCHEMA,
          VarianceScaling.LECUN_UNIFORM_SCHEMA,
          VarianceScaling.LECUN_NORMAL_SCHEMA,
          Orthogonal.SCHEMA,
          Identity.SCHEMA);

  private Initializers() {}

  /** The values that an option for an initializer takes. */
  public static Kind<Initializer> kind() {
    return Kinds.object(REGISTRY);
  }
}
