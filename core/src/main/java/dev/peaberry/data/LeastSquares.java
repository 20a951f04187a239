package dev.peaberry.data;

import java.util.Arrays;

/** Collects equations and solves them in the sense of least squares. Confined to one thread. */
final class LeastSquares {
  /** Keeps the solution small in directions of which the equations say nothing. */
  private static final double RIDGE = 1e-6;

  private final int unknowns;
  private final double[][] products;

  /** For so many unknowns. */
  LeastSquares(int unknowns) {
    this.unknowns = unknowns;
    this.products = new double[unknowns][unknowns + 1];
  }

  /** One more equation: the row times the unknowns is the value. */
  void add(double[] row, double value) {
    for (int i = 0; i < unknowns; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] += row[i] * row[j];
      }
      products[i][unknowns] += row[i] * value;
    }
  }

  /** The unknowns, by Cholesky's decomposition; all 0 if the equations do not tell them. */
  double[] solve() {
    double[][] lower = new double[unknowns][unknowns];
    double[] solution = new double[unknowns];
    for (int i = 0; i < unknowns; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = products[i][j] * (i == j ? 1 + RIDGE : 1);
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        if (i == j && !(sum > 0)) {
          return new double[unknowns];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
      double sum = products[i][unknowns];
      for (int k = 0; k < i; k++) {
        sum -= lower[i][k] * solution[k];
      }
      solution[i] = sum / lower[i][i];
    }
    for (int i = unknowns - 1; i >= 0; i--) {
      for (int k = i + 1; k < unknowns; k++) {
        solution[i] -= lower[k][i] * solution[k];
      }
      solution[i] /= lower[i][i];
    }
    return Arrays.copyOf(solution, unknowns);
  }
}
