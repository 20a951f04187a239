package dev.peaberry.augment;

import dev.peaberry.config.RandomState;
import dev.peaberry.config.Size;
import java.util.Optional;

/**
 * A random change of one picture. Immutable and thread-safe: all that is drawn comes from the given
 * generator, so the same seed makes the same change.
 */
public non-sealed interface PictureAugmentation extends Augmentation {
  /**
   * Changes a picture in its place.
   *
   * @param picture values 0 to 255, {@code (H, W, C)}
   * @param random seeded for this picture and epoch
   * @throws IllegalArgumentException if pictures of that size or number of channels cannot be
   *     changed so
   */
  void apply(Picture picture, RandomState random);

  /**
   * The size of a picture after the change; the same unless this cuts.
   *
   * @param size before, in pixels
   * @throws IllegalArgumentException if pictures of that size cannot be changed so
   */
  default Size outputSize(Size size) {
    return size;
  }

  /**
   * What is done to pictures that are not trained with, such as a cut in the middle where training
   * cuts at random; nothing unless this changes the size.
   */
  default Optional<PictureAugmentation> inInference() {
    return Optional.empty();
  }
}
