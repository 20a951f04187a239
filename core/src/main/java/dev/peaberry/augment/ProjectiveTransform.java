package dev.peaberry.augment;

/**
 * TensorFlow's {@code ImageProjectiveTransformV3}: the value of the pixel at column x and row y is
 * found in the old picture at column {@code (a0 x + a1 y + a2) / k} and row {@code (b0 x + b1 y +
 * b2) / k}, with {@code k = c0 x + c1 y + 1}. Immutable.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/raw_ops/ImageProjectiveTransformV3">
 *     TensorFlow</a>
 */
record ProjectiveTransform(
    double a0, double a1, double a2, double b0, double b1, double b2, double c0, double c1) {
  /** One that keeps parallels. */
  static ProjectiveTransform affine(
      double a0, double a1, double a2, double b0, double b1, double b2) {
    return new ProjectiveTransform(a0, a1, a2, b0, b1, b2, 0, 0);
  }

  /** Writes a picture anew. */
  void apply(Picture picture, Warp.Sampling sampling, Border border, float fill) {
    Warp warp = new Warp(b1, b0, b2, a1, a0, a2, sampling, border, fill);
    if (c0 == 0 && c1 == 0) {
      warp.apply(picture);
      return;
    }
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        double k = c0 * x + c1 * y + 1;
        // Nothing is seen at the horizon: a place outside every picture.
        double row = k == 0 ? Double.NEGATIVE_INFINITY : (b0 * x + b1 * y + b2) / k;
        double column = k == 0 ? Double.NEGATIVE_INFINITY : (a0 * x + a1 * y + a2) / k;
        warp.pixel(picture, y, x, row, column);
      }
    }
    picture.swap();
  }

  /**
   * The transform that finds four points at the places of four others.
   *
   * @param from where they are found: column and row of each
   * @param to where they are in the new picture
   */
  static ProjectiveTransform ofPoints(double[][] from, double[][] to) {
    double[][] equations = new double[8][];
    for (int i = 0; i < 4; i++) {
      double x = to[i][0];
      double y = to[i][1];
      double column = from[i][0];
      double row = from[i][1];
      equations[2 * i] = new double[] {x, y, 1, 0, 0, 0, -column * x, -column * y, column};
      equations[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -row * x, -row * y, row};
    }
    double[] t = solved(equations);
    return new ProjectiveTransform(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7]);
  }

  /** Gauss and Jordan's elimination, with the largest pivot. */
  private static double[] solved(double[][] rows) {
    int size = rows.length;
    for (int i = 0; i < size; i++) {
      int best = i;
      for (int k = i + 1; k < size; k++) {
        best = Math.abs(rows[k][i]) > Math.abs(rows[best][i]) ? k : best;
      }
      double[] pivot = rows[best];
      rows[best] = rows[i];
      rows[i] = pivot;
      for (int k = 0; k < size; k++) {
        double times = k == i ? 0 : rows[k][i] / pivot[i];
        for (int j = i; j <= size && times != 0; j++) {
          rows[k][j] -= times * pivot[j];
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = rows[i][size] / rows[i][i];
    }
    return solution;
  }
}
