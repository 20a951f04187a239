package dev.peaberry.evaluate;

import dev.peaberry.engine.SymmetricEigen;
import java.util.List;

/** Principal components of features. Stateless. */
final class PrincipalComponents {
  private PrincipalComponents() {}

  /**
   * The places of examples along the directions in which they differ most.
   *
   * @param features of each example, as many numbers for each
   * @param count of directions; where features have fewer, or all are the same, 0 stands
   * @return for each example {@code count} numbers
   */
  static double[][] first(List<float[]> features, int count) {
    double[][] centred = centred(features);
    int length = features.get(0).length;
    double[] covariances = new double[length * length];
    for (double[] row : centred) {
      for (int i = 0; i < length; i++) {
        for (int j = 0; j < length; j++) {
          covariances[i * length + j] += row[i] * row[j];
        }
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(covariances, length);
    double[][] places = new double[features.size()][count];
    for (int k = 0; k < Math.min(count, length); k++) {
      double[] direction = direction(eigen.vectors(), length, length - 1 - k);
      for (int i = 0; i < places.length; i++) {
        places[i][k] = dot(centred[i], direction);
      }
    }
    return places;
  }

  /**
   * A column; known up to its sign, so the number that is the greatest in size is made positive.
   */
  private static double[] direction(double[] vectors, int length, int column) {
    double[] direction = new double[length];
    double greatest = 0;
    for (int i = 0; i < length; i++) {
      direction[i] = vectors[i * length + column];
      greatest = Math.abs(direction[i]) > Math.abs(greatest) ? direction[i] : greatest;
    }
    for (int i = 0; i < length; i++) {
      direction[i] = Math.copySign(1, greatest) * direction[i];
    }
    return direction;
  }

  private static double[][] centred(List<float[]> features) {
    int length = features.get(0).length;
    double[] mean = new double[length];
    for (float[] each : features) {
      for (int k = 0; k < length; k++) {
        mean[k] += each[k] / features.size();
      }
    }
    return features.stream()
        .map(
            each -> {
              double[] row = new double[length];
              for (int k = 0; k < length; k++) {
                row[k] = each[k] - mean[k];
              }
              return row;
            })
        .toArray(double[][]::new);
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }
}
