package dev.peaberry.augment;

import dev.peaberry.config.RandomState;

/**
 * One of Keras's layers that change pictures, which first draws what to do, then does it. Keras
 * draws for a batch at once and this for each picture, so their random numbers differ; what is done
 * with the same numbers is the same.
 *
 * @see <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/">Keras: image
 *     augmentation layers</a>
 */
interface PreprocessingLayer extends PictureAugmentation {
  /** Keras's {@code get_random_transformation} for one picture, which is not changed yet. */
  Transformation draw(Picture picture, RandomState random);

  @Override
  default void apply(Picture picture, RandomState random) {
    draw(picture, random).change().accept(picture);
  }
}
