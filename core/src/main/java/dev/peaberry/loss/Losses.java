package dev.peaberry.loss;

import dev.peaberry.config.Registry;

/** The losses that exist here. */
public final class Losses {
  /** All of them, by Keras's names. */
  public static final Registry<Loss> REGISTRY =
      Registry.of(
          "keras.losses",
          BinaryCrossentropy.SCHEMA,
          BinaryFocalCrossentropy.SCHEMA,
          CategoricalCrossentropy.SCHEMA,
          CategoricalFocalCrossentropy.SCHEMA,
          CategoricalGeneralizedCrossEntropy.SCHEMA,
          CategoricalHinge.SCHEMA,
          Circle.SCHEMA,
          CosineSimilarity.SCHEMA,
          Dice.SCHEMA,
          Hinge.SCHEMA,
          Huber.SCHEMA,
          KLDivergence.SCHEMA,
          LogCosh.SCHEMA,
          MeanAbsoluteError.SCHEMA,
          MeanAbsolutePercentageError.SCHEMA,
          MeanSquaredError.SCHEMA,
          MeanSquaredLogarithmicError.SCHEMA,
          Poisson.SCHEMA,
          SparseCategoricalCrossentropy.SCHEMA,
          SquaredHinge.SCHEMA,
          Tversky.SCHEMA);

  private Losses() {}
}
