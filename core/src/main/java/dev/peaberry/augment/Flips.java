package dev.peaberry.augment;

/** Mirrors pictures. Stateless. */
final class Flips {
  private Flips() {}

  /** Left and right change places. */
  static void horizontal(Picture picture) {
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width() / 2; x++) {
        exchange(picture, y * picture.width() + x, (y + 1) * picture.width() - 1 - x, 1);
      }
    }
  }

  /** Top and bottom change places. */
  static void vertical(Picture picture) {
    int width = picture.width();
    for (int y = 0; y < picture.height() / 2; y++) {
      exchange(picture, y * width, (picture.height() - 1 - y) * width, width);
    }
  }

  /** Exchanges some adjacent pixels with others. */
  private static void exchange(Picture picture, int one, int other, int count) {
    float[] values = picture.values();
    int channels = picture.channels();
    for (int i = 0; i < count * channels; i++) {
      float held = values[one * channels + i];
      values[one * channels + i] = values[other * channels + i];
      values[other * channels + i] = held;
    }
  }
}
