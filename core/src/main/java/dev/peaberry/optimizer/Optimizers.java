package dev.peaberry.optimizer;

import dev.peaberry.config.Registry;

/** The optimizers that exist here. */
public final class Optimizers {
  /** All of them, by Keras's names. */
  public static final Registry<Optimizer> REGISTRY =
      Registry.of(
          "keras.optimizers",
          Adadelta.SCHEMA,
          Adagrad.SCHEMA,
          Adam.SCHEMA,
          AdamW.SCHEMA,
          Adamax.SCHEMA,
          Ftrl.SCHEMA,
          Lion.SCHEMA,
          LossScaleOptimizer.SCHEMA,
          Nadam.SCHEMA,
          RMSprop.SCHEMA,
          SGD.SCHEMA);

  private Optimizers() {}
}
