package dev.peaberry.data.beans;

/** Running means over a square plane of numbers, row-major. */
final class Blur {
  private Blur() {}

  /** The mean of the square of {@code 2 * radius + 1} points around each point. */
  static float[] box(float[] plane, int side, int radius) {
    return radius == 0 ? plane.clone() : columns(rows(plane, side, radius), side, radius);
  }

  private static float[] rows(float[] plane, int side, int radius) {
    float[] out = new float[plane.length];
    for (int row = 0; row < side; row++) {
      line(plane, out, row * side, 1, side, radius);
    }
    return out;
  }

  private static float[] columns(float[] plane, int side, int radius) {
    float[] out = new float[plane.length];
    for (int column = 0; column < side; column++) {
      line(plane, out, column, side, side, radius);
    }
    return out;
  }

  private static void line(
      float[] from, float[] to, int start, int stride, int length, int radius) {
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      sum += from[start + stride * inside(i, length)];
    }
    for (int i = 0; i < length; i++) {
      to[start + stride * i] = (float) (sum / (2 * radius + 1));
      sum += from[start + stride * inside(i + radius + 1, length)];
      sum -= from[start + stride * inside(i - radius, length)];
    }
  }

  private static int inside(int i, int length) {
    return Math.max(0, Math.min(length - 1, i));
  }
}
