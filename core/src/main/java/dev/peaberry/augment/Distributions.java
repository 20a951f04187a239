package dev.peaberry.augment;

import dev.peaberry.config.RandomState;

/** Numbers that are not uniform. Stateless. */
final class Distributions {
  private Distributions() {}

  /** A normal number of mean 0 and standard deviation 1 (Box and Muller 1958). */
  static double normal(RandomState random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** A number of the beta distribution whose parameters are both alpha, above 0. */
  static double beta(double alpha, RandomState random) {
    double one = logGamma(alpha, random);
    double other = logGamma(alpha, random);
    return 1 / (1 + Math.exp(other - one));
  }

  /** Shares that add up to 1, of the Dirichlet distribution whose parameters are all alpha. */
  static double[] dirichlet(int count, double alpha, RandomState random) {
    double[] shares = new double[count];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      shares[i] = logGamma(alpha, random);
      most = Math.max(most, shares[i]);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      shares[i] = Math.exp(shares[i] - most);
      sum += shares[i];
    }
    for (int i = 0; i < count; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  /**
   * The logarithm of a gamma number, which stays finite where the number is too small for a double.
   *
   * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia and Tsang, 2000</a>
   */
  private static double logGamma(double alpha, RandomState random) {
    if (alpha < 1) {
      return logGamma(alpha + 1, random) + Math.log(1 - random.nextDouble()) / alpha;
    }
    double d = alpha - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = normal(random);
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return Math.log(d) + Math.log(v);
      }
    }
  }
}
