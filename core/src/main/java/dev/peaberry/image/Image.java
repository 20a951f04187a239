package dev.peaberry.image;

import dev.peaberry.engine.Shape;

/**
 * A decoded picture: 8-bit pixels, row-major, channels last. Holds the given array itself, not a
 * copy: whoever makes one hands the array over, and nobody changes it afterwards.
 *
 * @param height rows, in pixels
 * @param width columns, in pixels
 * @param channels 1 (grey), 3 (red, green, blue) or 4 (with alpha)
 * @param pixels {@code height * width * channels} unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is compared by nobody
public record Image(int height, int width, int channels, byte[] pixels) {
  /**
   * Checks that the sizes and the pixels agree.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Image {
    if (height < 1 || width < 1 || channels < 1 || channels > 4) {
      throw new IllegalArgumentException(
          "A picture has at least one pixel and 1 to 4 channels, found "
              + Shape.of(Math.max(0, height), Math.max(0, width), Math.max(0, channels)));
    }
    if ((long) height * width * channels != pixels.length) {
      throw new IllegalArgumentException(
          "A picture of shape "
              + Shape.of(height, width, channels)
              + " has "
              + (long) height * width * channels
              + " bytes, found "
              + pixels.length);
    }
  }

  /** The shape {@code (H, W, C)}. */
  public Shape shape() {
    return Shape.of(height, width, channels);
  }
}
