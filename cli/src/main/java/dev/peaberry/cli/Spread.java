package dev.peaberry.cli;

import java.util.List;

/**
 * A metric over the folds of a cross-validation. Immutable.
 *
 * @param values one for each fold
 */
record Spread(List<Double> values) {
  Spread {
    values = List.copyOf(values);
  }

  double mean() {
    return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
  }

  /**
   * Of a sample: the sum of squares is divided by one less than there are folds; NaN for one fold.
   */
  double deviation() {
    double mean = mean();
    double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
    return Math.sqrt(squares / (values.size() - 1));
  }
}
