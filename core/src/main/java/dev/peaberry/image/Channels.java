package dev.peaberry.image;

/** Conversions between grey, colour and colour with alpha. */
final class Channels {
  private Channels() {}

  /** The picture in the given mode; itself where it is in that mode already. */
  static Image convert(Image image, ColorMode mode) {
    int from = image.channels();
    int to = mode.channels();
    if (from == to) {
      return image;
    }
    byte[] source = image.pixels();
    int pixels = image.height() * image.width();
    byte[] target = new byte[pixels * to];
    for (int i = 0; i < pixels; i++) {
      int s = i * from;
      int t = i * to;
      if (to == 1) {
        target[t] = luma(source[s] & 0xff, source[s + 1] & 0xff, source[s + 2] & 0xff);
        continue;
      }
      target[t] = source[s];
      target[t + 1] = source[from == 1 ? s : s + 1];
      target[t + 2] = source[from == 1 ? s : s + 2];
      if (to == 4) {
        target[t + 3] = (byte) 0xff;
      }
    }
    return new Image(image.height(), image.width(), to, target);
  }

  /** Brightness as in ITU-R 601, in the fixed-point arithmetic that Pillow uses. */
  private static byte luma(int red, int green, int blue) {
    return (byte) ((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);
  }
}
