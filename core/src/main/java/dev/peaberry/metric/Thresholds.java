package dev.peaberry.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a prediction has to exceed to be positive, compared as float32 as Keras does. Immutable.
 *
 * <p>Keras finds the place of a prediction among evenly distributed thresholds by a multiplication,
 * which differs from comparing by the last bit; so does this class.
 */
final class Thresholds {
  /** What every prediction exceeds: Keras's threshold where only the k greatest count. */
  static final double LOWEST = -1e10;

  private final float[] sorted;
  private final int[] places;
  private final boolean even;
  private final boolean open;

  private Thresholds(float[] sorted, int[] places, boolean even, boolean open) {
    this.sorted = sorted;
    this.places = places;
    this.even = even;
    this.open = open;
  }

  /** Thresholds in any order. */
  static Thresholds of(List<Double> values) {
    double[] given = values.stream().mapToDouble(Double::doubleValue).toArray();
    int[] order =
        IntStream.range(0, given.length)
            .boxed()
            .sorted((a, b) -> Double.compare(given[a], given[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    float[] sorted = new float[given.length];
    int[] places = new int[given.length];
    for (int place = 0; place < order.length; place++) {
      sorted[place] = (float) given[order[place]];
      places[order[place]] = place;
    }
    boolean open = given[0] < 0 || given[given.length - 1] > 1;
    return new Thresholds(sorted, places, areEven(given), open);
  }

  /** So many thresholds from 0 to 1 in even steps; a single one is one half. */
  static Thresholds from0To1(int count) {
    return of(
        count == 1
            ? List.of(0.5)
            : IntStream.range(0, count).mapToObj(i -> (double) i / (count - 1)).toList());
  }

  /** The given thresholds between one that all probabilities exceed and one that none does. */
  static Thresholds between(List<Double> inner) {
    double[] all = new double[inner.size() + 2];
    all[0] = -1e-7;
    all[all.length - 1] = 1 + 1e-7;
    for (int i = 0; i < inner.size(); i++) {
      all[i + 1] = inner.get(i);
    }
    return of(Arrays.stream(all).sorted().boxed().toList());
  }

  /** NumPy's allclose with i / (n - 1); fewer than three are never even. */
  private static boolean areEven(double[] values) {
    for (int i = 0; i < values.length; i++) {
      float even = (float) i / (values.length - 1);
      if (Math.abs(values[i] - even) > 1e-7 + 1e-5 * even) {
        return false;
      }
    }
    return values.length >= 3;
  }

  int count() {
    return sorted.length;
  }

  /** The place of a threshold among all in ascending order, from 0. */
  int place(int index) {
    return places[index];
  }

  /** Whether numbers that are no probabilities make sense, as logits do with the threshold 0. */
  boolean allowLogits() {
    return sorted[sorted.length - 1] <= 0;
  }

  /** How many thresholds a prediction exceeds; not a number counts as 0. */
  int exceededBy(float prediction) {
    if (even) {
      float inRange = Math.min(Math.max(prediction, 0), 1);
      int below = (int) Math.ceil(inRange * (sorted.length - 1f));
      return open ? Math.max(below, 1) : below;
    }
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < prediction) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
