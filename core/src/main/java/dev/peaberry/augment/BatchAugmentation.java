package dev.peaberry.augment;

import dev.peaberry.config.RandomState;

/**
 * A random change of a whole batch, which mixes its pictures and their targets. Immutable and
 * thread-safe: all that is drawn comes from the given generator, so the same seed makes the same
 * change.
 */
public non-sealed interface BatchAugmentation extends Augmentation {
  /**
   * Draws how to mix a batch.
   *
   * @param size the number of pictures
   * @param height of each, in pixels
   * @param width of each, in pixels
   * @param random seeded for this batch and epoch
   */
  Mixing draw(int size, int height, int width, RandomState random);
}
