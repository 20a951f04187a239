package dev.peaberry.image;

import java.util.Arrays;

/**
 * Which input pixels of one axis make each output pixel, and with what weights. All output pixels
 * have the same number of taps; spare ones weigh 0. Immutable.
 *
 * <p>Arithmetic is in float where TensorFlow's is, so that rounding falls on the same side.
 */
@SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
record Taps(int count, int[] starts, float[] weights) {
  private static final int CUBIC_TABLE = 1024;

  /** The taps for one axis of {@code in} pixels resized to {@code out} pixels. */
  static Taps of(Interpolation interpolation, boolean antialias, int in, int out) {
    Builder taps = new Builder(in, out, support(interpolation, antialias, in, out));
    float scale = in / (float) out;
    for (int x = 0; x < out; x++) {
      switch (interpolation) {
        case NEAREST -> taps.put(x, Math.min(in - 1, (int) ((x + 0.5f) * scale)), 1);
        case AREA -> area(taps, x, scale);
        case BILINEAR -> {
          if (antialias) {
            kernel(taps, interpolation, true, x, scale);
          } else {
            linear(taps, x, scale);
          }
        }
        case BICUBIC -> {
          if (antialias) {
            kernel(taps, interpolation, true, x, scale);
          } else {
            cubic(taps, x, scale);
          }
        }
        case LANCZOS3 -> kernel(taps, interpolation, antialias, x, scale);
      }
    }
    return taps.build();
  }

  private static int support(Interpolation interpolation, boolean antialias, int in, int out) {
    double scale = in / (double) out;
    double widened = antialias ? Math.max(1, scale) : 1;
    int taps =
        switch (interpolation) {
          case NEAREST -> 1;
          case AREA -> (int) Math.ceil(scale) + 2;
          default -> 2 * (int) Math.ceil(radius(interpolation) * widened) + 1;
        };
    boolean plainLinear = interpolation == Interpolation.BILINEAR && !antialias;
    return Math.min(in, plainLinear ? 2 : taps);
  }

  private static void linear(Taps.Builder taps, int x, float scale) {
    float at = (x + 0.5f) * scale - 0.5f;
    int floor = (int) Math.floor(at);
    float share = at - floor;
    taps.put(x, Math.max(floor, 0), 1 - share);
    taps.put(x, Math.min(floor + 1, taps.in - 1), share);
  }

  /** TensorFlow reads the cubic from a table of 1024 steps and drops what lies outside. */
  private static void cubic(Taps.Builder taps, int x, float scale) {
    float at = (x + 0.5f) * scale - 0.5f;
    int floor = (int) Math.floor(at);
    int step = (int) Math.rint((at - floor) * CUBIC_TABLE);
    for (int i = -1; i <= 2; i++) {
      int distance = Math.abs(i * CUBIC_TABLE - step);
      taps.putInside(x, floor + i, (float) keysCubic(distance / (double) CUBIC_TABLE));
    }
    taps.normalise(x);
  }

  private static void area(Taps.Builder taps, int x, float scale) {
    float from = x * scale;
    float to = (x + 1) * scale;
    for (int i = (int) Math.floor(from); i < (int) Math.ceil(to); i++) {
      float covered = Math.min(i + 1, to) - Math.max(i, from);
      taps.put(x, Math.min(i, taps.in - 1), covered / scale);
    }
  }

  /** The kernel of TensorFlow's ScaleAndTranslate, widened by the scale for antialiasing. */
  private static void kernel(
      Taps.Builder taps, Interpolation interpolation, boolean antialias, int x, float scale) {
    float widened = antialias ? Math.max(scale, 1) : 1;
    float at = (x + 0.5f) * scale;
    float reach = (float) (radius(interpolation) * widened);
    int first = Math.max(0, (int) Math.ceil(at - reach - 0.5f));
    int last = Math.min(taps.in - 1, (int) Math.floor(at + reach - 0.5f));
    for (int i = first; i <= last; i++) {
      taps.put(x, i, (float) value(interpolation, Math.abs((i + 0.5f - at) / widened)));
    }
    taps.normalise(x);
  }

  private static double radius(Interpolation interpolation) {
    return switch (interpolation) {
      case LANCZOS3 -> 3;
      case BICUBIC -> 2;
      default -> 1;
    };
  }

  private static double value(Interpolation interpolation, double distance) {
    return switch (interpolation) {
      case LANCZOS3 -> lanczos3(distance);
      case BICUBIC -> keysCubic(distance);
      default -> Math.max(0, 1 - distance);
    };
  }

  private static double keysCubic(double x) {
    if (x >= 2) {
      return 0;
    }
    return x >= 1 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : (1.5 * x - 2.5) * x * x + 1;
  }

  private static double lanczos3(double x) {
    if (x >= 3) {
      return 0;
    }
    double angle = Math.PI * x;
    return x < 1e-6 ? 1 : 3 * Math.sin(angle) * Math.sin(angle / 3) / (angle * angle);
  }

  /** Collects the taps of all output pixels, each in ascending order of input pixels. */
  private static final class Builder {
    private final int in;
    private final int count;
    private final int[] starts;
    private final float[] weights;

    Builder(int in, int out, int count) {
      this.in = in;
      this.count = count;
      this.starts = new int[out];
      this.weights = new float[out * count];
      Arrays.fill(starts, -1);
    }

    /** Adds to the weight of an input pixel; the first one decides where the taps start. */
    void put(int x, int pixel, float weight) {
      if (starts[x] < 0) {
        starts[x] = Math.min(pixel, in - count);
      }
      weights[x * count + pixel - starts[x]] += weight;
    }

    void putInside(int x, int pixel, float weight) {
      if (pixel >= 0 && pixel < in) {
        put(x, pixel, weight);
      }
    }

    void normalise(int x) {
      float sum = 0;
      for (int i = x * count; i < (x + 1) * count; i++) {
        sum += weights[i];
      }
      if (Math.abs(sum) < 1000 * Float.MIN_NORMAL) {
        return;
      }
      for (int i = x * count; i < (x + 1) * count; i++) {
        weights[i] /= sum;
      }
    }

    Taps build() {
      return new Taps(count, starts, weights);
    }
  }
}
