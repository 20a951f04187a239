package dev.peaberry.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much weight examples of one class (row) have that were taken for another (column). Confined
 * to one thread.
 */
final class ConfusionSums {
  private int classes;
  private double[] cells = {};

  /** A matrix that takes its size from the first batch. */
  ConfusionSums() {}

  /**
   * Makes room for so many classes, once.
   *
   * @throws IllegalArgumentException if there were another number before
   */
  void requireClasses(int number) {
    if (classes == 0) {
      classes = number;
      cells = new double[number * number];
    } else if (classes != number) {
      throw new IllegalArgumentException(
          "Found " + number + " classes, expected " + classes + " as before");
    }
  }

  int classes() {
    return classes;
  }

  void add(int trueClass, int predictedClass, double weight) {
    cells[trueClass * classes + predictedClass] += weight;
  }

  double get(int trueClass, int predictedClass) {
    return cells[trueClass * classes + predictedClass];
  }

  /** The weight of the examples of a class. */
  double support(int trueClass) {
    double sum = 0;
    for (int j = 0; j < classes; j++) {
      sum += get(trueClass, j);
    }
    return sum;
  }

  /** The weight of the examples that were taken for a class. */
  double predictions(int predictedClass) {
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += get(i, predictedClass);
    }
    return sum;
  }

  /** The weight of the examples taken for what they are. */
  double right() {
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += get(i, i);
    }
    return sum;
  }

  /** The weight of all examples. */
  double total() {
    return Arrays.stream(cells).sum();
  }

  void reset() {
    Arrays.fill(cells, 0);
  }

  List<Double> sums() {
    List<Double> sums = new ArrayList<>(cells.length);
    Arrays.stream(cells).forEach(sums::add);
    return sums;
  }

  void restore(List<Double> sums) {
    int root = (int) Math.round(Math.sqrt(sums.size()));
    if (root * root != sums.size() || (classes != 0 && root != classes)) {
      throw new IllegalArgumentException(
          "Found " + sums.size() + " sums, expected a row and a column for each class");
    }
    classes = root;
    cells = sums.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
