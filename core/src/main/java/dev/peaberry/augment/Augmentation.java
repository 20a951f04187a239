package dev.peaberry.augment;

import dev.peaberry.config.Configured;
import dev.peaberry.config.RandomState;

/**
 * A random change of a picture. Immutable and thread-safe: all that is drawn comes from the given
 * generator, so the same seed makes the same change.
 */
public interface Augmentation extends Configured {
  /**
   * Changes a picture in its place.
   *
   * @param picture values 0 to 255, {@code (H, W, C)}
   * @param random seeded for this picture and epoch
   */
  void apply(Picture picture, RandomState random);
}
