package dev.peaberry.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * t-SNE (van der Maaten and Hinton 2008), exact: for some hundred examples that is faster than its
 * approximations. Begins with the first two principal components, so the same features always give
 * the same places. Stateless.
 *
 * @see <a href="https://www.jmlr.org/papers/v9/vandermaaten08a.html">Visualizing Data using
 *     t-SNE</a>
 */
final class StochasticNeighbours {
  private static final double PERPLEXITY = 30;
  private static final int STEPS = 400;
  private static final int EARLY_STEPS = 100;
  private static final double EXAGGERATION = 12;
  private static final double EARLY_MOMENTUM = 0.5;
  private static final double MOMENTUM = 0.8;
  private static final double SMALLEST = 1e-12;
  private static final double START = 1e-4;
  private static final int BISECTIONS = 50;

  private StochasticNeighbours() {}

  /** Two coordinates for each example. */
  static List<double[]> embed(List<float[]> features) {
    int n = features.size();
    double[][] y = PrincipalComponents.first(features, 2);
    if (n > 3) {
      scale(y);
      descend(y, affinities(features));
    }
    return List.of(y);
  }

  private static void scale(double[][] y) {
    double sum = 0;
    for (double[] each : y) {
      sum += each[0] * each[0];
    }
    double factor = START / Math.max(Math.sqrt(sum / y.length), SMALLEST);
    for (double[] each : y) {
      each[0] *= factor;
      each[1] *= factor;
    }
  }

  /** How probable each example takes each other for its neighbour, made symmetric. */
  private static double[][] affinities(List<float[]> features) {
    int n = features.size();
    double[][] distances = new double[n][n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j < n; j++) {
                distances[i][j] = squaredDistance(features.get(i), features.get(j));
              }
            });
    double perplexity = Math.min(PERPLEXITY, (n - 1) / 3.0);
    double[][] p = new double[n][];
    IntStream.range(0, n).parallel().forEach(i -> p[i] = row(distances[i], i, perplexity));
    double[][] symmetric = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        symmetric[i][j] = Math.max((p[i][j] + p[j][i]) / (2.0 * n), SMALLEST);
      }
    }
    return symmetric;
  }

  private static double squaredDistance(float[] one, float[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      double difference = one[k] - other[k];
      sum += difference * difference;
    }
    return sum;
  }

  /** Probabilities that fall with the distance, so that they have the wanted perplexity. */
  private static double[] row(double[] distances, int self, double perplexity) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < distances.length; j++) {
      nearest = j == self ? nearest : Math.min(nearest, distances[j]);
    }
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double precision = 1;
    double[] p = new double[distances.length];
    for (int step = 0; step < BISECTIONS; step++) {
      double entropy = fill(p, distances, self, precision, nearest);
      if (entropy > Math.log(perplexity)) {
        low = precision;
        precision = Double.isInfinite(high) ? 2 * precision : (low + high) / 2;
      } else {
        high = precision;
        precision = (low + high) / 2;
      }
    }
    return p;
  }

  /** Fills in the probabilities at a precision and gives their entropy in nats. */
  private static double fill(
      double[] p, double[] distances, int self, double precision, double nearest) {
    double sum = 0;
    double weighted = 0;
    for (int j = 0; j < p.length; j++) {
      double distance = distances[j] - nearest;
      p[j] = j == self ? 0 : Math.exp(-precision * distance);
      sum += p[j];
      weighted += p[j] * distance;
    }
    for (int j = 0; j < p.length; j++) {
      p[j] /= sum;
    }
    return Math.log(sum) + precision * weighted / sum;
  }

  private static void descend(double[][] y, double[][] p) {
    int n = y.length;
    double rate = Math.max(n / EXAGGERATION / 4, 50);
    double[][] velocity = new double[n][2];
    double[][] gains = new double[n][2];
    for (double[] each : gains) {
      each[0] = 1;
      each[1] = 1;
    }
    double[][] gradient = new double[n][2];
    for (int step = 0; step < STEPS; step++) {
      boolean early = step < EARLY_STEPS;
      gradient(y, p, early ? EXAGGERATION : 1, gradient);
      double momentum = early ? EARLY_MOMENTUM : MOMENTUM;
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < 2; k++) {
          boolean turned = Math.signum(gradient[i][k]) != Math.signum(velocity[i][k]);
          gains[i][k] = Math.max(0.01, turned ? gains[i][k] + 0.2 : gains[i][k] * 0.8);
          velocity[i][k] = momentum * velocity[i][k] - rate * gains[i][k] * gradient[i][k];
          y[i][k] += velocity[i][k];
        }
      }
    }
  }

  private static void gradient(double[][] y, double[][] p, double exaggeration, double[][] into) {
    int n = y.length;
    double sum = IntStream.range(0, n).parallel().mapToDouble(i -> closeness(y, i)).sum();
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              double dx = 0;
              double dy = 0;
              for (int j = 0; j < n; j++) {
                double x = y[i][0] - y[j][0];
                double z = y[i][1] - y[j][1];
                double close = 1 / (1 + x * x + z * z);
                double pull = (exaggeration * p[i][j] - close / sum) * close;
                dx += pull * x;
                dy += pull * z;
              }
              into[i][0] = 4 * dx;
              into[i][1] = 4 * dy;
            });
  }

  private static double closeness(double[][] y, int i) {
    double sum = 0;
    for (int j = 0; j < y.length; j++) {
      double x = y[i][0] - y[j][0];
      double z = y[i][1] - y[j][1];
      sum += j == i ? 0 : 1 / (1 + x * x + z * z);
    }
    return sum;
  }
}
