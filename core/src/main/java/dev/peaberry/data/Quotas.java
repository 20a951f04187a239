package dev.peaberry.data;

import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Shares of whole numbers by largest remainders (Hamilton's method). Stateless. */
final class Quotas {
  private Quotas() {}

  /**
   * A share of each count, rounded so that together they are the share of the sum, but of each
   * count of 2 or more at least one and at most all but one. A count of 0 or 1 gives 0.
   */
  static int[] of(int[] counts, double share) {
    int[] quotas = new int[counts.length];
    for (int i = 0; i < counts.length; i++) {
      int most = Math.max(0, counts[i] - 1);
      quotas[i] = Math.min(most, Math.max(1, (int) (share * counts[i])));
    }
    long missing = Math.round(share * IntStream.of(counts).sum()) - IntStream.of(quotas).sum();
    IntStream.range(0, counts.length)
        .filter(i -> quotas[i] < counts[i] - 1)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> quotas[i] - share * counts[i]))
        .limit(Math.max(0, missing))
        .toList()
        .forEach(i -> quotas[i]++);
    return quotas;
  }

  /**
   * Whole numbers in proportion to weights, by largest remainders.
   *
   * @param ties decides between equal remainders: the class that comes first in it
   */
  static int[] apportion(int total, double[] weights, int[] ties) {
    double sum = DoubleStream.of(weights).sum();
    int[] seats = new int[weights.length];
    double[] remainders = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double quota = total * weights[i] / sum;
      seats[i] = (int) quota;
      remainders[i] = quota - seats[i];
    }
    int left = total - IntStream.of(seats).sum();
    IntStream.of(ties)
        .boxed()
        .filter(i -> weights[i] > 0)
        .sorted(Comparator.comparingDouble(i -> -remainders[i]))
        .limit(left)
        .toList()
        .forEach(i -> seats[i]++);
    return seats;
  }
}
