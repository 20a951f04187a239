package dev.peaberry.augment;

import dev.peaberry.config.Configured;

/**
 * A random change of what is trained with: of each picture ({@link PictureAugmentation}) or of a
 * batch as a whole ({@link BatchAugmentation}). Immutable and thread-safe: all that is drawn comes
 * from the given generator, so the same seed makes the same change.
 */
public sealed interface Augmentation extends Configured
    permits PictureAugmentation, BatchAugmentation {}
