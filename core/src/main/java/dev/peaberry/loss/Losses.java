package dev.peaberry.loss;

import dev.peaberry.config.Registry;

/** The losses that exist here. */
public final class Losses {
  /** All of them, by Keras's names. */
  public static final Registry<Loss> REGISTRY =
      Registry.of(
          "keras.losses",
          BinaryCrossentropy.SCHEMA,
          CategoricalCrossentropy.SCHEMA,
          MeanSquaredError.SCHEMA,
          SparseCategoricalCrossentropy.SCHEMA);

  private Losses() {}
}
