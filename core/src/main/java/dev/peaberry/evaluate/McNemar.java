package dev.peaberry.evaluate;

/**
 * McNemar's test of two classifiers on the same examples: whether they are right equally often
 * (McNemar 1947). Only the examples count that one of them has got right and the other wrong; if
 * both are equally good, each of those falls to either side like a coin. Immutable.
 *
 * @param onlyFirst how many examples the first got right and the second wrong
 * @param onlySecond how many the second got right and the first wrong
 * @see <a href="https://doi.org/10.1007/BF02295996">McNemar 1947</a>
 */
public record McNemar(long onlyFirst, long onlySecond) {
  /** Below it the chi-squared distribution is no good approximation (Siegel 1956). */
  private static final long FEW = 25;

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public McNemar {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "Found counts of %d and %d, expected 0 or more".formatted(onlyFirst, onlySecond));
    }
  }

  /** How many examples one got right and the other wrong. */
  public long discordant() {
    return onlyFirst + onlySecond;
  }

  /** Whether the probability is exact, by the binomial distribution, as it is for less than 25. */
  public boolean isExact() {
    return discordant() < FEW;
  }

  /**
   * Edwards's statistic with continuity correction, {@code (|b - c| - 1)² / (b + c)}; 0 where the
   * counts differ by at most 1.
   *
   * @see <a href="https://doi.org/10.1007/BF02289261">Edwards 1948</a>
   */
  public double statistic() {
    double excess = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1.0);
    return discordant() == 0 ? 0 : excess * excess / discordant();
  }

  /**
   * How probable a difference at least as large is where both classifiers are equally good, 0 to 1,
   * two-sided: exact, or by the chi-squared distribution of one degree of freedom.
   */
  public double probability() {
    return isExact() ? exact() : NormalTail.beyond(Math.sqrt(statistic()));
  }

  /** Twice the lower tail of a fair coin's binomial distribution. */
  private double exact() {
    long trials = discordant();
    double term = Math.pow(0.5, (double) trials);
    double tail = 0;
    for (long hits = 0; hits <= Math.min(onlyFirst, onlySecond); hits++) {
      tail += term;
      term *= (double) (trials - hits) / (hits + 1);
    }
    return Math.min(1, 2 * tail);
  }
}
