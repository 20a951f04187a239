package dev.peaberry.augment;

import java.util.Arrays;

/** Mixes pixels with their neighbours. Stateless. */
final class Filters {
  /** A weight for each place. */
  @FunctionalInterface
  interface Weight {
    /** The weight of a row and a column of the kernel. */
    float at(int row, int column);
  }

  /** How many widths of a Gaussian count to either side; less than 0.3 % lies beyond. */
  private static final double WIDTHS = 3;

  private Filters() {}

  /** A square kernel. */
  static float[][] kernel(int side, Weight weight) {
    float[][] kernel = new float[side][side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        kernel[row][column] = weight.at(row, column);
      }
    }
    return kernel;
  }

  /**
   * Keras's Gaussian kernel: the first length and width are those of its columns, and the numbers
   * are then laid into rows of the second length, which matters where the lengths differ.
   */
  static float[][] gaussian(int first, int second, double firstSigma, double secondSigma) {
    float[] alongX = gaussian(first, firstSigma);
    float[] alongY = gaussian(second, secondSigma);
    float[][] kernel = new float[first][second];
    for (int i = 0; i < first * second; i++) {
      kernel[i / second][i % second] = alongY[i / first] * alongX[i % first];
    }
    return kernel;
  }

  private static float[] gaussian(int length, double sigma) {
    float[] weights = new float[length];
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double x = (i - (length - 1) / 2.0) / sigma;
      weights[i] = (float) Math.exp(-0.5 * x * x);
      sum += weights[i];
    }
    for (int i = 0; i < length; i++) {
      weights[i] /= (float) sum;
    }
    return weights;
  }

  /** Writes a picture anew, each channel apart; 0 lies outside. */
  static void convolve(Picture picture, float[][] kernel) {
    int stride = picture.width() * picture.channels();
    Arrays.fill(picture.other(), 0);
    for (int row = 0; row < kernel.length; row++) {
      for (int column = 0; column < kernel[0].length; column++) {
        int down = row - kernel.length / 2;
        int right = (column - kernel[0].length / 2) * picture.channels();
        add(picture, stride, down, right, kernel[row][column]);
      }
    }
    picture.swap();
  }

  /** Adds the picture, moved and weighted, to the next version. */
  private static void add(Picture picture, int stride, int down, int right, float weight) {
    float[] old = picture.values();
    float[] sums = picture.other();
    int from = Math.max(0, -right);
    int to = Math.min(stride, stride - right);
    int end = Math.min(picture.height(), picture.height() - down);
    for (int y = Math.max(0, -down); y < end; y++) {
      int at = y * stride;
      int other = (y + down) * stride + right;
      for (int x = from; x < to; x++) {
        sums[at + x] += weight * old[other + x];
      }
    }
  }

  /**
   * Blurs by a Gaussian of any width. Near an edge the pixels inside count for those outside.
   *
   * @param sigma in pixels, above 0
   */
  static void blur(Picture picture, double sigma) {
    float[] weights = gaussian(2 * (int) Math.ceil(WIDTHS * sigma) + 1, sigma);
    float[][] column = new float[weights.length][];
    for (int i = 0; i < weights.length; i++) {
      column[i] = new float[] {weights[i]};
    }
    convolve(picture, new float[][] {weights});
    convolve(picture, column);
    float[] values = picture.values();
    for (int i = 0; i < values.length; i++) {
      int pixel = i / picture.channels();
      values[i] /=
          inside(weights, pixel / picture.width(), picture.height())
              * inside(weights, pixel % picture.width(), picture.width());
    }
  }

  /** The sum of the weights that lie inside a picture's side. */
  private static float inside(float[] weights, int place, int side) {
    int half = weights.length / 2;
    float sum = 0;
    int to = Math.min(weights.length, side - place + half);
    for (int i = Math.max(0, half - place); i < to; i++) {
      sum += weights[i];
    }
    return sum;
  }

  /**
   * Blurs along a line, as if the camera had moved evenly. Beyond an edge its pixel goes on.
   *
   * @param length of the line in pixels, above 0
   * @param angle of the line in degrees
   */
  static void drag(Picture picture, double length, double angle) {
    int steps = 2 * (int) Math.ceil(length) + 1;
    Arrays.fill(picture.other(), 0);
    for (int step = 0; step < steps; step++) {
      double along = length * ((double) step / (steps - 1) - 0.5);
      addMoved(
          picture,
          along * Math.sin(Math.toRadians(angle)),
          along * Math.cos(Math.toRadians(angle)),
          1f / steps);
    }
    picture.swap();
  }

  /** Adds the picture, moved by parts of pixels too, to the next version. */
  private static void addMoved(Picture picture, double down, double right, float weight) {
    int top = (int) Math.floor(down);
    int left = (int) Math.floor(right);
    float lower = (float) (down - top);
    float farther = (float) (right - left);
    addClamped(picture, top, left, weight * (1 - lower) * (1 - farther));
    addClamped(picture, top, left + 1, weight * (1 - lower) * farther);
    addClamped(picture, top + 1, left, weight * lower * (1 - farther));
    addClamped(picture, top + 1, left + 1, weight * lower * farther);
  }

  private static void addClamped(Picture picture, int down, int right, float weight) {
    if (weight == 0) {
      return;
    }
    int channels = picture.channels();
    int out = 0;
    for (int y = 0; y < picture.height(); y++) {
      int row = Border.NEAREST.index(y + down, picture.height()) * picture.width();
      for (int x = 0; x < picture.width(); x++) {
        int from = (row + Border.NEAREST.index(x + right, picture.width())) * channels;
        for (int channel = 0; channel < channels; channel++) {
          picture.other()[out++] += weight * picture.values()[from + channel];
        }
      }
    }
  }
}
