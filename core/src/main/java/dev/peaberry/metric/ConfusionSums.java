package dev.peaberry.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much weight examples of one class (row) have that were taken for another (column), with the
 * sums of rows and columns. Confined to one thread.
 */
final class ConfusionSums {
  private int classes;
  private double[] cells = {};
  private double[] supports = {};
  private double[] predictions = {};
  private double right;
  private double total;

  /**
   * Makes room for so many classes, once.
   *
   * @throws IllegalArgumentException if there were another number before
   */
  void requireClasses(int number) {
    if (classes == 0) {
      resize(number);
    } else if (classes != number) {
      throw new IllegalArgumentException(
          "Found " + number + " classes, expected " + classes + " as before");
    }
  }

  private void resize(int number) {
    classes = number;
    cells = new double[number * number];
    supports = new double[number];
    predictions = new double[number];
  }

  int classes() {
    return classes;
  }

  void add(int trueClass, int predictedClass, double weight) {
    cells[trueClass * classes + predictedClass] += weight;
    supports[trueClass] += weight;
    predictions[predictedClass] += weight;
    right += trueClass == predictedClass ? weight : 0;
    total += weight;
  }

  double get(int trueClass, int predictedClass) {
    return cells[trueClass * classes + predictedClass];
  }

  /** The weight of the examples of a class. */
  double support(int trueClass) {
    return supports[trueClass];
  }

  /** The weight of the examples that were taken for a class. */
  double predictions(int predictedClass) {
    return predictions[predictedClass];
  }

  /** The weight of the examples taken for what they are. */
  double right() {
    return right;
  }

  /** The weight of all examples. */
  double total() {
    return total;
  }

  void reset() {
    resize(classes);
    right = 0;
    total = 0;
  }

  List<Double> sums() {
    List<Double> sums = new ArrayList<>(List.of(right, total));
    for (double[] each : List.of(cells, supports, predictions)) {
      Arrays.stream(each).forEach(sums::add);
    }
    return sums;
  }

  void restore(List<Double> sums) {
    int number = (int) Math.round(Math.sqrt(sums.size() - 1.0)) - 1;
    if (number * number + 2 * number + 2 != sums.size() || (classes != 0 && number != classes)) {
      throw new IllegalArgumentException(
          "Found " + sums.size() + " sums, expected a row and a column for each class");
    }
    resize(number);
    right = sums.get(0);
    total = sums.get(1);
    int next = 2;
    for (double[] each : List.of(cells, supports, predictions)) {
      for (int i = 0; i < each.length; i++) {
        each[i] = sums.get(next++);
      }
    }
  }
}
