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
}
