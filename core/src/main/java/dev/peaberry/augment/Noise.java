package dev.peaberry.augment;

import dev.peaberry.config.RandomState;

/** Values that are disturbed one by one. Stateless. */
final class Noise {
  private static final double WHITE = 255;

  /** From here on a Poisson number is drawn as a normal one. */
  private static final double MANY = 20;

  private Noise() {}

  /**
   * Adds normal numbers.
   *
   * @param deviation their standard deviation, as a share of white
   */
  static void gaussian(Picture picture, double deviation, RandomState random) {
    picture.change(value -> (float) (value + WHITE * deviation * Distributions.normal(random)));
  }

  /**
   * Counts light in few particles, as a sensor does in the dark: a Poisson number.
   *
   * @param photons how many make white
   */
  static void shot(Picture picture, double photons, RandomState random) {
    picture.change(value -> (float) (WHITE / photons * poisson(value / WHITE * photons, random)));
  }

  /** Knuth's product of uniform numbers for a small mean, the rounded normal for a large one. */
  private static double poisson(double mean, RandomState random) {
    if (mean >= MANY) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * Distributions.normal(random)));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /**
   * Makes some values black or white.
   *
   * @param share how many, 0 to 1
   */
  static void impulse(Picture picture, double share, RandomState random) {
    picture.change(
        value -> {
          double drawn = random.nextDouble();
          return drawn >= share ? value : drawn < share / 2 ? 0 : (float) WHITE;
        });
  }
}
