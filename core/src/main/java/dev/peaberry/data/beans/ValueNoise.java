package dev.peaberry.data.beans;

import java.util.SplittableRandom;

/**
 * Smooth random numbers over the plane: random values at whole coordinates, blended in between. A
 * seed chooses a place in one table, which is faster than computing values. Immutable and
 * thread-safe.
 */
final class ValueNoise {
  private static final int PERIOD = 128;
  private static final float[] TABLE = table();

  private final int offset;

  ValueNoise(long seed) {
    this.offset = (int) (seed & (PERIOD * PERIOD - 1));
  }

  /** The value at a point, -1 to 1; repeats after 128. */
  double at(double x, double y) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    double right = smooth(x - column);
    double down = smooth(y - row);
    double top = mix(corner(column, row), corner(column + 1, row), right);
    double bottom = mix(corner(column, row + 1), corner(column + 1, row + 1), right);
    return mix(top, bottom, down);
  }

  /** Several layers, each twice as fine and half as strong as the one before; about -1 to 1. */
  double layered(double x, double y, int layers) {
    double sum = 0;
    double strength = 0.6;
    double scale = 1;
    for (int layer = 0; layer < layers; layer++) {
      sum += strength * at(x * scale + 17.3 * layer, y * scale - 9.1 * layer);
      strength /= 2;
      scale *= 2;
    }
    return sum;
  }

  private double corner(int column, int row) {
    int place = (row & (PERIOD - 1)) * PERIOD + (column & (PERIOD - 1));
    return TABLE[(place + offset) & (PERIOD * PERIOD - 1)];
  }

  private static float[] table() {
    SplittableRandom random = new SplittableRandom(1);
    float[] table = new float[PERIOD * PERIOD];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) random.nextDouble(-1, 1);
    }
    return table;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
