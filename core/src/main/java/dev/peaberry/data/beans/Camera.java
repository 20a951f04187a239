package dev.peaberry.data.beans;

import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * An ordinary camera in an ordinary hand: not always in focus, its white balance and exposure
 * somewhat off, darker corners, noise. Confined to one thread.
 */
final class Camera {
  private static final float[] ENCODED = srgb(1 << 14);

  private final RandomGenerator random;
  private final double[] balance;
  private final double stops;
  private final double blur;
  private final double noise;
  private final double corners;
  private final double contrast;

  Camera(RandomGenerator random) {
    this.random = random;
    double warmth = 0.09 * random.nextGaussian();
    double tint = 0.02 * random.nextGaussian();
    this.balance = new double[] {Math.exp(warmth), Math.exp(tint), Math.exp(-warmth)};
    this.stops = 0.2 * random.nextGaussian();
    this.blur = random.nextDouble() < 0.15 ? random.nextDouble(0.7, 1.8) : random.nextDouble(0.5);
    this.noise = random.nextDouble(0.004, 0.028);
    this.corners = random.nextDouble(0.0, 0.35);
    this.contrast = random.nextDouble(1.0, 1.25);
  }

  /** How many rows and columns of light a picture of {@code side} pixels is taken from. */
  static int lightSide(int side) {
    return (side + 1) / 2 * 3;
  }

  /**
   * Takes the picture.
   *
   * @param light red, green and blue of {@link #lightSide} rows and columns
   */
  BufferedImage take(float[] light, int side) {
    double gain = Math.pow(2, stops) * exposure(light);
    float[][] planes = new float[3][];
    for (int channel = 0; channel < 3; channel++) {
      planes[channel] = focus(shrink(light, side, channel), side);
    }
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double shade = gain * corner(column, row, side);
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          double value = planes[channel][row * side + column] * shade * balance[channel];
          rgb = rgb << 8 | develop(value);
        }
        picture.setRGB(column, row, rgb);
      }
    }
    return picture;
  }

  /** Between a fixed exposure and one that makes every picture equally bright. */
  private static double exposure(float[] light) {
    double sum = 0;
    for (float value : light) {
      sum += value;
    }
    double mean = Math.max(0.01, sum / light.length);
    return 1.15 * Math.pow(0.27 / mean, 0.3);
  }

  /** Every two pixels come from three points: the outer ones whole, the middle one halved. */
  private static float[] shrink(float[] light, int side, int channel) {
    float[] plane = new float[side * side];
    int wide = lightSide(side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int near = outer(row) * wide;
        int far = middle(row) * wide;
        int whole = outer(column);
        int half = middle(column);
        float top = 2 * light[3 * (near + whole) + channel] + light[3 * (near + half) + channel];
        float bottom = 2 * light[3 * (far + whole) + channel] + light[3 * (far + half) + channel];
        plane[row * side + column] = (2 * top + bottom) / 9;
      }
    }
    return plane;
  }

  private static int outer(int pixel) {
    return pixel / 2 * 3 + pixel % 2 * 2;
  }

  private static int middle(int pixel) {
    return pixel / 2 * 3 + 1;
  }

  /** Blends the two nearest whole blur radii, so that focus varies smoothly. */
  private float[] focus(float[] plane, int side) {
    int radius = (int) blur;
    float[] sharper = Blur.box(Blur.box(plane, side, radius), side, radius);
    float[] softer = Blur.box(Blur.box(plane, side, radius + 1), side, radius + 1);
    float share = (float) (blur - radius);
    for (int i = 0; i < sharper.length; i++) {
      sharper[i] += share * (softer[i] - sharper[i]);
    }
    return sharper;
  }

  private double corner(int column, int row, int side) {
    double x = 2.0 * column / side - 1;
    double y = 2.0 * row / side - 1;
    return 1 - corners * (x * x + y * y) / 2;
  }

  private int develop(double value) {
    double noisy = value + noise * Math.sqrt(Math.max(0, value) + 0.02) * random.nextGaussian();
    // A soft shoulder: bright light saturates slowly instead of being cut off.
    double v = Math.max(0, noisy);
    v = v < 0.6 ? v : 1 - 0.4 * Math.exp((0.6 - v) / 0.4);
    double encoded = ENCODED[(int) (v * (ENCODED.length - 1))];
    double result = 0.45 + (encoded - 0.45) * contrast;
    return (int) Math.max(0, Math.min(255, Math.round(255 * result)));
  }

  /** What screens expect for linear light from 0 to 1. */
  private static float[] srgb(int steps) {
    float[] table = new float[steps];
    for (int i = 0; i < steps; i++) {
      double v = i / (steps - 1.0);
      table[i] = (float) (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055);
    }
    return table;
  }
}
