package dev.peaberry.augment;

/** Mirrors pictures. Stateless. */
final class Flips {
  private Flips() {}

  /** Left and right change places. */
  static void horizontal(Picture picture) {
    float[] old = picture.values();
    float[] made = picture.other();
    int channels = picture.channels();
    int stride = picture.width() * channels;
    for (int row = 0; row < old.length; row += stride) {
      int from = row + stride - channels;
      for (int to = row; to < row + stride; to += channels) {
        for (int i = 0; i < channels; i++) {
          made[to + i] = old[from + i];
        }
        from -= channels;
      }
    }
    picture.swap();
  }

  /** Top and bottom change places. */
  static void vertical(Picture picture) {
    int stride = picture.width() * picture.channels();
    for (int y = 0; y < picture.height(); y++) {
      int from = (picture.height() - 1 - y) * stride;
      System.arraycopy(picture.values(), from, picture.other(), y * stride, stride);
    }
    picture.swap();
  }
}
