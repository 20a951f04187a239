package dev.peaberry.augment;

import dev.peaberry.config.Config;

/** Colours in other terms, as TensorFlow computes them. Stateless. */
final class Colours {
  private Colours() {}

  /**
   * Checks that pictures are coloured.
   *
   * @throws IllegalArgumentException if they are not
   */
  static void require(Picture picture, Config config) {
    if (picture.channels() != 3) {
      throw wrong(picture, config, "3: red, green and blue");
    }
  }

  /**
   * Checks that pictures have one channel or three.
   *
   * @throws IllegalArgumentException if they have not
   */
  static void requireColourOrGrey(Picture picture, Config config) {
    if (picture.channels() != 3 && picture.channels() != 1) {
      throw wrong(picture, config, "1 or 3");
    }
  }

  private static IllegalArgumentException wrong(Picture picture, Config config, String expected) {
    return new IllegalArgumentException(
        "%s: found pictures of %d channels, expected %s"
            .formatted(config.schema().name(), picture.channels(), expected));
  }

  /** The brightness of a pixel, as the eye weighs its channels. */
  static float grey(float[] values, int at, int channels) {
    return channels == 1
        ? values[at]
        : 0.2989f * values[at] + 0.5870f * values[at + 1] + 0.1140f * values[at + 2];
  }

  /** Hue and saturation, 0 to 1, and the value, which is the greatest of the three. */
  static void toHsv(float red, float green, float blue, float[] hsv) {
    float most = Math.max(red, Math.max(green, blue));
    float range = most - Math.min(red, Math.min(green, blue));
    float hue = 0;
    if (range > 0) {
      float sixth = 1 / (6 * range);
      if (red == most) {
        hue = sixth * (green - blue);
      } else if (green == most) {
        hue = sixth * (blue - red) + 2 / 6f;
      } else {
        hue = sixth * (red - green) + 4 / 6f;
      }
    }
    hsv[0] = hue < 0 ? hue + 1 : hue;
    hsv[1] = most > 0 ? range / most : 0;
    hsv[2] = most;
  }

  /** Writes red, green and blue. */
  static void toRgb(float[] hsv, float[] values, int at) {
    float turn = hsv[0] * 6;
    float pale = 1 - hsv[1];
    values[at] = (pale + hsv[1] * share(Math.abs(turn - 3) - 1)) * hsv[2];
    values[at + 1] = (pale + hsv[1] * share(2 - Math.abs(turn - 2))) * hsv[2];
    values[at + 2] = (pale + hsv[1] * share(2 - Math.abs(turn - 4))) * hsv[2];
  }

  private static float share(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
