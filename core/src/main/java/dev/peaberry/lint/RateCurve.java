package dev.peaberry.lint;

import java.util.function.LongToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** A learning rate over a whole training, looked at in some hundreds of places. Immutable. */
final class RateCurve {
  private static final int POINTS = 500;

  private final LongToDoubleFunction rate;
  private final long steps;

  RateCurve(LongToDoubleFunction rate, long steps) {
    this.rate = rate;
    this.steps = Math.max(1, steps);
  }

  private LongStream places() {
    long points = Math.min(POINTS, steps);
    return LongStream.range(0, points).map(i -> Math.round((double) i * steps / points));
  }

  DoubleStream rates() {
    return places().mapToDouble(rate);
  }

  double highest() {
    return rates().max().orElseThrow();
  }

  double lowest() {
    return rates().min().orElseThrow();
  }

  /** The step from which on the rate stays below a number; the number of steps if it does not. */
  long belowFrom(double limit) {
    return places()
        .filter(step -> rate.applyAsDouble(step) >= limit)
        .reduce((first, second) -> second)
        .stream()
        .map(step -> step + Math.max(1, steps / POINTS))
        .findFirst()
        .orElse(0);
  }

  /** Whether the rate never falls and ends higher than it began. */
  boolean rises() {
    double[] rates = rates().toArray();
    for (int i = 1; i < rates.length; i++) {
      if (rates[i] < rates[i - 1]) {
        return false;
      }
    }
    return rates[rates.length - 1] > rates[0];
  }
}
