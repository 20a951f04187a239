package dev.peaberry.data;

/**
 * How much one small picture looks like another after the second was shifted and stretched to fit
 * the first as well as it can. Immutable.
 *
 * <p>The fit is Lucas and Kanade's, with two shifts and two scales, a gain and an offset.
 *
 * @param tones the correlation of the grey levels, -1 to 1
 * @param details the correlation of what is left when the surrounding 5 x 5 pixels' mean is
 *     subtracted, -1 to 1: things of one kind in one pose agree in tones but not in details
 * @see <a
 *     href="https://www.ri.cmu.edu/pub_files/pub3/lucas_bruce_d_1981_2/lucas_bruce_d_1981_2.pdf">
 *     Lucas and Kanade, An Iterative Image Registration Technique, 1981</a>
 */
record Resemblance(double tones, double details) {
  private static final double SAME_TONES = 0.97;
  private static final double SAME_DETAILS = 0.91;

  /** A true copy has so much before the fit that more work on less is wasted. */
  private static final double WORTH_A_FIT = 0.6;

  private static final int STEPS = 8;
  private static final int SIDE = Fingerprint.SIDE;
  private static final int RADIUS = 2;
  private static final double MIDDLE = (SIDE - 1) / 2.0;
  private static final double MOST_SHIFT = 3;
  private static final double LEAST_GAIN = 0.2;

  /** Compares two pictures of 32 x 32 grey levels. */
  static Resemblance of(float[] picture, float[] other) {
    Warp warp = new Warp(0, 0, 0, 0);
    double before = correlation(picture, warp.of(other));
    if (!(before >= WORTH_A_FIT)) {
      return new Resemblance(before, 0);
    }
    float[] slopesX = slopes(other, 1, SIDE);
    float[] slopesY = slopes(other, SIDE, 1);
    for (int step = 0; step < STEPS; step++) {
      Warp better = step(picture, other, slopesX, slopesY, warp);
      boolean settled = better.distance(warp) < 1e-3;
      warp = better;
      if (settled) {
        break;
      }
    }
    float[] fitted = warp.of(other);
    return new Resemblance(
        correlation(picture, fitted), correlation(details(picture), details(fitted)));
  }

  /** Whether one is most likely a copy of the other. */
  boolean isCopy() {
    return tones >= SAME_TONES && details >= SAME_DETAILS;
  }

  /** Where the pixels of the second picture are fetched, in pixels off their own place. */
  private record Warp(double shiftX, double shiftY, double scaleX, double scaleY) {
    double x(int x) {
      return x + shiftX + scaleX * (x - MIDDLE) / MIDDLE;
    }

    double y(int y) {
      return y + shiftY + scaleY * (y - MIDDLE) / MIDDLE;
    }

    Warp moved(double... by) {
      return new Warp(
          clamp(shiftX + clamp(by[0], 1), MOST_SHIFT),
          clamp(shiftY + clamp(by[1], 1), MOST_SHIFT),
          clamp(scaleX + clamp(by[2], 1), MOST_SHIFT),
          clamp(scaleY + clamp(by[3], 1), MOST_SHIFT));
    }

    double distance(Warp other) {
      return Math.abs(shiftX - other.shiftX)
          + Math.abs(shiftY - other.shiftY)
          + Math.abs(scaleX - other.scaleX)
          + Math.abs(scaleY - other.scaleY);
    }

    /** The warped picture; NaN where it has nothing. */
    float[] of(float[] levels) {
      float[] warped = new float[levels.length];
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          warped[y * SIDE + x] = sample(levels, x(x), y(y));
        }
      }
      return warped;
    }
  }

  private static double clamp(double value, double bound) {
    return Math.max(-bound, Math.min(bound, value));
  }

  private static float sample(float[] levels, double x, double y) {
    if (!(x >= 0 && y >= 0 && x <= SIDE - 1 && y <= SIDE - 1)) {
      return Float.NaN;
    }
    int left = Math.min((int) x, SIDE - 2);
    int top = Math.min((int) y, SIDE - 2);
    float right = (float) (x - left);
    float down = (float) (y - top);
    int at = top * SIDE + left;
    float above = levels[at] + right * (levels[at + 1] - levels[at]);
    float below = levels[at + SIDE] + right * (levels[at + SIDE + 1] - levels[at + SIDE]);
    return above + down * (below - above);
  }

  /** One step of Gauss and Newton for shifts, scales, gain and offset. */
  private static Warp step(
      float[] picture, float[] other, float[] slopesX, float[] slopesY, Warp warp) {
    LeastSquares fit = new LeastSquares(6);
    double[] row = new double[6];
    row[5] = 1;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double fromX = warp.x(x);
        double fromY = warp.y(y);
        float level = sample(other, fromX, fromY);
        if (Float.isNaN(level)) {
          continue;
        }
        row[0] = sample(slopesX, fromX, fromY);
        row[1] = sample(slopesY, fromX, fromY);
        row[2] = row[0] * (x - MIDDLE) / MIDDLE;
        row[3] = row[1] * (y - MIDDLE) / MIDDLE;
        row[4] = level;
        fit.add(row, picture[y * SIDE + x]);
      }
    }
    double[] solution = fit.solve();
    double gain = Math.abs(solution[4]) > LEAST_GAIN ? solution[4] : 1;
    return warp.moved(
        solution[0] / gain, solution[1] / gain, solution[2] / gain, solution[3] / gain);
  }

  /** Central differences along one axis; one-sided at the borders. */
  private static float[] slopes(float[] levels, int along, int across) {
    float[] slopes = new float[levels.length];
    for (int line = 0; line < SIDE; line++) {
      for (int i = 0; i < SIDE; i++) {
        int before = line * across + Math.max(0, i - 1) * along;
        int after = line * across + Math.min(SIDE - 1, i + 1) * along;
        int span = i == 0 || i == SIDE - 1 ? 1 : 2;
        slopes[line * across + i * along] = (levels[after] - levels[before]) / span;
      }
    }
    return slopes;
  }

  /** What a picture has beyond the mean of its surroundings; NaN near the border and near NaN. */
  private static float[] details(float[] levels) {
    float[] details = new float[levels.length];
    int count = (2 * RADIUS + 1) * (2 * RADIUS + 1);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean inside = x >= RADIUS && y >= RADIUS && x < SIDE - RADIUS && y < SIDE - RADIUS;
        details[y * SIDE + x] =
            inside ? levels[y * SIDE + x] - sum(levels, x, y) / count : Float.NaN;
      }
    }
    return details;
  }

  private static float sum(float[] levels, int x, int y) {
    float sum = 0;
    for (int row = y - RADIUS; row <= y + RADIUS; row++) {
      for (int column = x - RADIUS; column <= x + RADIUS; column++) {
        sum += levels[row * SIDE + column];
      }
    }
    return sum;
  }

  /** Pearson's, over the places where both have a number; NaN if one is constant. */
  private static double correlation(float[] first, float[] second) {
    double sumA = 0;
    double sumB = 0;
    double squareA = 0;
    double squareB = 0;
    double product = 0;
    int count = 0;
    for (int i = 0; i < first.length; i++) {
      double a = first[i];
      double b = second[i];
      if (!Double.isNaN(a + b)) {
        sumA += a;
        sumB += b;
        squareA += a * a;
        squareB += b * b;
        product += a * b;
        count++;
      }
    }
    double spreadA = squareA - sumA * sumA / count;
    double spreadB = squareB - sumB * sumB / count;
    return (product - sumA * sumB / count) / Math.sqrt(spreadA * spreadB);
  }
}
