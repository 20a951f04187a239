package dev.peaberry.augment;

import dev.peaberry.config.Registry;
import dev.peaberry.config.Size;
import java.util.List;

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
          PcaColorNoise.SCHEMA,
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

  /**
   * The same augmentations, if those of batches come last.
   *
   * @throws IllegalArgumentException if they do not
   */
  public static List<Augmentation> requireOrder(List<? extends Augmentation> augmentations) {
    for (int i = 1; i < augmentations.size(); i++) {
      Augmentation before = augmentations.get(i - 1);
      if (before instanceof BatchAugmentation
          && augmentations.get(i) instanceof PictureAugmentation) {
        throw new IllegalArgumentException(
            "Found %s after %s, which mixes batches; expected it before"
                .formatted(augmentations.get(i).className(), before.className()));
      }
    }
    return List.copyOf(augmentations);
  }

  /**
   * The size of pictures after all augmentations, in pixels.
   *
   * @throws IllegalArgumentException if pictures of this size cannot be changed so
   */
  public static Size outputSize(List<? extends Augmentation> augmentations, Size size) {
    Size left = size;
    for (Augmentation augmentation : augmentations) {
      if (augmentation instanceof PictureAugmentation ofPictures) {
        left = ofPictures.outputSize(left);
      }
    }
    return left;
  }

  /** What is done to pictures that are not trained with, so that they have the same size. */
  public static List<PictureAugmentation> inInference(List<? extends Augmentation> augmentations) {
    return augmentations.stream()
        .filter(PictureAugmentation.class::isInstance)
        .flatMap(each -> ((PictureAugmentation) each).inInference().stream())
        .toList();
  }
}
