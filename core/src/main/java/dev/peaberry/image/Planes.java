package dev.peaberry.image;

/** Resizes maps of one channel of floats, as {@link ImageResizer} does pictures. Stateless. */
public final class Planes {
  private Planes() {}

  /**
   * A map in another size: {@code tf.image.resize} with bilinear interpolation, antialiased where
   * the map shrinks.
   *
   * @param plane {@code height * width} numbers, row by row
   */
  public static float[] bilinear(float[] plane, int height, int width, int toHeight, int toWidth) {
    Taps across = Taps.of(Interpolation.BILINEAR, toWidth < width, width, toWidth);
    Taps down = Taps.of(Interpolation.BILINEAR, toHeight < height, height, toHeight);
    float[] narrowed = new float[height * toWidth];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < toWidth; x++) {
        narrowed[y * toWidth + x] = tapped(plane, y * width, 1, across, x);
      }
    }
    float[] resized = new float[toHeight * toWidth];
    for (int y = 0; y < toHeight; y++) {
      for (int x = 0; x < toWidth; x++) {
        resized[y * toWidth + x] = tapped(narrowed, x, toWidth, down, y);
      }
    }
    return resized;
  }

  private static float tapped(float[] values, int from, int stride, Taps taps, int index) {
    float sum = 0;
    for (int tap = 0; tap < taps.count(); tap++) {
      int at = from + (taps.starts()[index] + tap) * stride;
      sum += taps.weights()[index * taps.count() + tap] * values[at];
    }
    return sum;
  }
}
