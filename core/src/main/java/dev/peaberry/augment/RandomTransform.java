package dev.peaberry.augment;

import java.util.OptionalDouble;

/**
 * What ImageDataGenerator has drawn for one picture: Keras's {@code apply_transform}. Immutable.
 *
 * @param affine the movement
 * @param flipHorizontal whether left and right change places
 * @param flipVertical whether top and bottom change places
 * @param channelShift added to all values, cut at the picture's own least and greatest
 * @param brightness a factor, applied to 8-bit values
 */
record RandomTransform(
    AffineTransform affine,
    boolean flipHorizontal,
    boolean flipVertical,
    OptionalDouble channelShift,
    OptionalDouble brightness) {
  /** Changes a picture, in Keras's order. */
  void apply(Picture picture, FillMode fillMode, double fill) {
    int height = picture.height();
    int width = picture.width();
    // A flip costs nothing where pixels move anyway, and where they do not, whole rows move at
    // once.
    if (!affine.equals(AffineTransform.IDENTITY)) {
      affine
          .warp(height, width, fillMode.inSciPy(), (float) fill)
          .flipped(height, width, flipHorizontal, flipVertical)
          .apply(picture);
    } else {
      flip(picture);
    }
    channelShift.ifPresent(shift -> shift(picture.values(), (float) shift));
    brightness.ifPresent(factor -> brighten(picture.values(), (float) factor));
  }

  private void flip(Picture picture) {
    if (flipHorizontal) {
      Flips.horizontal(picture);
    }
    if (flipVertical) {
      Flips.vertical(picture);
    }
  }

  static void shift(float[] values, float shift) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      // Comparisons: Math.min and Math.max take several times as long.
      if (value < least) {
        least = value;
      }
      if (value > greatest) {
        greatest = value;
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(least, Math.min(greatest, values[i] + shift));
    }
  }

  /** Keras goes through Pillow, which cuts the fractions off before and after. */
  static void brighten(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      int whole = Math.max(0, Math.min(255, (int) values[i]));
      values[i] = Math.min(255, (int) (factor * whole));
    }
  }
}
