package dev.peaberry.initializer;

import java.util.random.RandomGenerator;

/** The distributions that weights are drawn from, by Keras's names. */
public enum Distribution {
  /** Normal, drawn again beyond two standard deviations. */
  TRUNCATED_NORMAL {
    @Override
    double draw(double stddev, RandomGenerator random) {
      return stddev / STDDEV_AFTER_CUT * truncatedNormal(random);
    }
  },
  /** Normal. */
  UNTRUNCATED_NORMAL {
    @Override
    double draw(double stddev, RandomGenerator random) {
      return stddev * random.nextGaussian();
    }
  },
  /** Uniform around 0. */
  UNIFORM {
    @Override
    double draw(double stddev, RandomGenerator random) {
      return stddev * Math.sqrt(3) * (2 * random.nextDouble() - 1);
    }
  };

  /** The standard deviation of a unit normal cut at two standard deviations. */
  static final double STDDEV_AFTER_CUT = 0.8796256610342398;

  /** One draw with mean 0 and the given standard deviation. */
  abstract double draw(double stddev, RandomGenerator random);

  /** A unit normal, drawn again beyond two. */
  static double truncatedNormal(RandomGenerator random) {
    double z;
    do {
      z = random.nextGaussian();
    } while (Math.abs(z) > 2);
    return z;
  }
}
