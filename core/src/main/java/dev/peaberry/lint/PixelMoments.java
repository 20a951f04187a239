package dev.peaberry.lint;

import dev.peaberry.image.Image;

/**
 * Mean and spread of the pixels of some pictures, all channels together. Immutable.
 *
 * @param mean 0 to 255
 * @param deviation the standard deviation
 * @param pictures how many were looked at
 */
record PixelMoments(double mean, double deviation, int pictures) {
  static PixelMoments of(PictureFacts facts) {
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (Image image : facts.sample()) {
      for (byte pixel : image.pixels()) {
        int value = Byte.toUnsignedInt(pixel);
        sum += value;
        squares += (double) value * value;
      }
      count += image.pixels().length;
    }
    double mean = count == 0 ? 0 : sum / count;
    double variance = count == 0 ? 0 : Math.max(0, squares / count - mean * mean);
    return new PixelMoments(mean, Math.sqrt(variance), facts.sample().size());
  }

  /** {@code " (mean 121, standard deviation 63 in 64 pictures)"}, or nothing without pictures. */
  String text() {
    return pictures == 0
        ? ""
        : Wording.text(
            " (mean %.0f, standard deviation %.0f in %d of the pictures)",
            mean, deviation, pictures);
  }
}
