package dev.peaberry.augment;

import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Means and products of the pixels of many pictures, added up in double precision in one pass: of
 * the channels, and if wished of all numbers of a picture with one another. Sums are taken about
 * the first picture's means, so that little is lost where pictures vary little. Confined to one
 * thread, and uses several for the products.
 */
final class PixelStatistics {
  /** Pictures whose products are added together: the matrix is walked through once for all. */
  private static final int BLOCK = 32;

  private final Shape shape;
  private final int channels;
  private final int length;
  private final boolean whole;
  private long pictures;
  private double[] pivot = new double[0];
  private double[] sums = new double[0];

  /** Of the channels {@code (C, C)}. */
  private double[] products = new double[0];

  /** Of all numbers, the triangle of each with itself and those after it; else empty. */
  private double[][] triangle = new double[0][];

  private double[] elementSums = new double[0];
  private final double[][] block = new double[BLOCK][];
  private int held;

  /** Statistics of pictures {@code (H, W, C)}, of their channels only or of whole pictures. */
  PixelStatistics(Shape shape, boolean whole) {
    this.shape = shape;
    this.channels = shape.last();
    this.length = Math.toIntExact(shape.size());
    this.whole = whole;
  }

  /** Adds a picture of the shape. */
  void add(float[] values) {
    if (pictures == 0) {
      begin(values);
    }
    pictures++;
    double[] row = whole ? block[held++] : new double[channels];
    for (int at = 0; at < length; at += channels) {
      int to = whole ? at : 0;
      for (int c = 0; c < channels; c++) {
        row[to + c] = values[at + c] - pivot[c];
        sums[c] += row[to + c];
      }
      for (int a = 0; a < channels; a++) {
        for (int b = 0; b < channels; b++) {
          products[a * channels + b] += row[to + a] * row[to + b];
        }
      }
    }
    if (held == BLOCK) {
      flush();
    }
  }

  private void begin(float[] first) {
    pivot = new double[channels];
    for (int i = 0; i < length; i++) {
      pivot[i % channels] += first[i] * (double) channels / length;
    }
    sums = new double[channels];
    products = new double[channels * channels];
    if (whole) {
      elementSums = new double[length];
      triangle = new double[length][];
      Arrays.setAll(triangle, i -> new double[length - i]);
      Arrays.setAll(block, i -> new double[length]);
    }
  }

  private void flush() {
    IntStream.range(0, length)
        .parallel()
        .forEach(
            i -> {
              double[] row = triangle[i];
              for (int k = 0; k < held; k++) {
                double[] picture = block[k];
                double factor = picture[i];
                elementSums[i] += factor;
                for (int j = 0; j < row.length; j++) {
                  row[j] += factor * picture[i + j];
                }
              }
            });
    held = 0;
  }

  /** The shape of each picture. */
  Shape shape() {
    return shape;
  }

  /** The number of pictures so far. */
  long pictures() {
    return pictures;
  }

  /** The mean of each channel. */
  double[] mean() {
    return IntStream.range(0, channels).mapToDouble(c -> pivot[c] + offset(c)).toArray();
  }

  /** The mean of each channel above the pivot. */
  private double offset(int channel) {
    return sums[channel] / pixels();
  }

  private double pixels() {
    return (double) pictures * length / channels;
  }

  /** How the channels vary together over all pixels, {@code (C, C)}. */
  double[] covariance() {
    double[] covariance = new double[channels * channels];
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] = products[i] / pixels() - offset(i / channels) * offset(i % channels);
    }
    return covariance;
  }

  /**
   * The sums over pictures of the products of each two numbers, less the means of their channels:
   * {@code (D, D)} for pictures of D numbers.
   */
  double[] scatter() {
    flush();
    double[] scatter = new double[Math.multiplyExact(length, length)];
    for (int i = 0; i < length; i++) {
      double one = offset(i % channels);
      for (int j = i; j < length; j++) {
        double other = offset(j % channels);
        double value =
            triangle[i][j - i]
                - one * elementSums[j]
                - other * elementSums[i]
                + pictures * one * other;
        scatter[i * length + j] = value;
        scatter[j * length + i] = value;
      }
    }
    return scatter;
  }
}
