package dev.peaberry.image;

import java.util.Arrays;

/**
 * One plane of a VP8 frame with the border that prediction looks at: 127 above, 129 to the left.
 * Confined to one thread.
 */
final class Vp8Plane {
  private static final int BORDER_RIGHT = 4;

  final byte[] pixels;
  final int stride;

  /** The index of the top left pixel. */
  final int origin;

  /** A plane of whole macroblocks. */
  Vp8Plane(int width, int height) {
    stride = 1 + width + BORDER_RIGHT;
    origin = stride + 1;
    pixels = new byte[stride * (height + 1)];
    Arrays.fill(pixels, 0, stride, (byte) 127);
    for (int y = 1; y <= height; y++) {
      pixels[y * stride] = (byte) 129;
    }
  }

  int at(int x, int y) {
    return origin + y * stride + x;
  }

  int get(int index) {
    return pixels[index] & 0xff;
  }

  static byte clip(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
