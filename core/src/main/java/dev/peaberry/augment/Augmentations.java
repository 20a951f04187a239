package dev.peaberry.augment;

import dev.peaberry.config.Registry;

/** The augmentations that exist here: Keras's layers that change pictures, and some others. */
public final class Augmentations {
  /** All of them, by Keras's names. */
  public static final Registry<Augmentation> REGISTRY =
      Registry.of(
          "keras.layers",
          AugMix.SCHEMA,
          AutoContrast.SCHEMA,
          CenterCrop.SCHEMA,
          CutMix.SCHEMA,
          Equalization.SCHEMA,
          ImageDataGenerator.SCHEMA,
          MixUp.SCHEMA,
          RandAugment.SCHEMA,
          RandomBrightness.SCHEMA,
          RandomColorDegeneration.SCHEMA,
          RandomColorJitter.SCHEMA,
          RandomContrast.SCHEMA,
          RandomCrop.SCHEMA,
          RandomErasing.SCHEMA,
          RandomFlip.SCHEMA,
          RandomGaussianBlur.SCHEMA,
          RandomGrayscale.SCHEMA,
          RandomHue.SCHEMA,
          RandomInvert.SCHEMA,
          RandomPerspective.SCHEMA,
          RandomPosterization.SCHEMA,
          RandomRotation.SCHEMA,
          RandomSaturation.SCHEMA,
          RandomSharpness.SCHEMA,
          RandomShear.SCHEMA,
          RandomTranslation.SCHEMA,
          RandomZoom.SCHEMA,
          Solarization.SCHEMA);

  private Augmentations() {}
}
