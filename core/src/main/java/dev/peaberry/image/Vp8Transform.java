package dev.peaberry.image;

/**
 * VP8's inverse transforms.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-14">RFC 6386, section 14</a>
 */
final class Vp8Transform {
  private Vp8Transform() {}

  /** Turns the 16 means of a macroblock into the first coefficients of its luma blocks. */
  static void means(int[] in, int[] coefficients) {
    int[] tmp = new int[16];
    for (int i = 0; i < 4; i++) {
      int a0 = in[i] + in[12 + i];
      int a1 = in[4 + i] + in[8 + i];
      int a2 = in[4 + i] - in[8 + i];
      int a3 = in[i] - in[12 + i];
      tmp[i] = a0 + a1;
      tmp[4 + i] = a3 + a2;
      tmp[8 + i] = a0 - a1;
      tmp[12 + i] = a3 - a2;
    }
    for (int i = 0; i < 4; i++) {
      int a0 = tmp[4 * i] + 3 + tmp[4 * i + 3];
      int a1 = tmp[4 * i + 1] + tmp[4 * i + 2];
      int a2 = tmp[4 * i + 1] - tmp[4 * i + 2];
      int a3 = tmp[4 * i] + 3 - tmp[4 * i + 3];
      coefficients[64 * i] = (a0 + a1) >> 3;
      coefficients[64 * i + 16] = (a3 + a2) >> 3;
      coefficients[64 * i + 32] = (a0 - a1) >> 3;
      coefficients[64 * i + 48] = (a3 - a2) >> 3;
    }
  }

  /** Adds a 4 x 4 block's inverse cosine transform to its prediction. */
  static void add(int[] in, int from, Vp8Plane plane, int at) {
    int[] tmp = new int[16];
    for (int i = 0; i < 4; i++) {
      int a = in[from + i] + in[from + 8 + i];
      int b = in[from + i] - in[from + 8 + i];
      int c = sine(in[from + 4 + i]) - cosine(in[from + 12 + i]);
      int d = cosine(in[from + 4 + i]) + sine(in[from + 12 + i]);
      tmp[i] = a + d;
      tmp[4 + i] = b + c;
      tmp[8 + i] = b - c;
      tmp[12 + i] = a - d;
    }
    for (int y = 0; y < 4; y++) {
      int a = tmp[4 * y] + 4 + tmp[4 * y + 2];
      int b = tmp[4 * y] + 4 - tmp[4 * y + 2];
      int c = sine(tmp[4 * y + 1]) - cosine(tmp[4 * y + 3]);
      int d = cosine(tmp[4 * y + 1]) + sine(tmp[4 * y + 3]);
      int row = at + y * plane.stride;
      add(plane, row, (a + d) >> 3);
      add(plane, row + 1, (b + c) >> 3);
      add(plane, row + 2, (b - c) >> 3);
      add(plane, row + 3, (a - d) >> 3);
    }
  }

  private static void add(Vp8Plane plane, int at, int value) {
    plane.pixels[at] = Vp8Plane.clip(plane.get(at) + value);
  }

  /** Times the square root of 2 times the cosine of pi / 8. */
  private static int cosine(int value) {
    return ((value * 20091) >> 16) + value;
  }

  /** Times the square root of 2 times the sine of pi / 8. */
  private static int sine(int value) {
    return (value * 35468) >> 16;
  }
}
