package dev.peaberry.evaluate;

import dev.peaberry.engine.FloatArray;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Makes probabilities of a classifier's outputs. Stateless. */
public final class Probabilities {
  private Probabilities() {}

  /**
   * The probabilities of a batch, a row for each picture with a number for each class.
   *
   * @param outputs the model's, {@code (N, classes)}, or {@code (N, 1)} for two classes, of which
   *     the output is then that of the second
   * @param kind what they are
   * @param severalLabels whether each class is judged by itself, for a picture may show several
   */
  public static double[][] of(FloatArray outputs, Outputs kind, boolean severalLabels) {
    int width = outputs.shape().last();
    double[][] rows = new double[outputs.data().length / width][];
    for (int i = 0; i < rows.length; i++) {
      int from = i * width;
      double[] row =
          IntStream.range(from, from + width).mapToDouble(k -> outputs.data()[k]).toArray();
      rows[i] = severalLabels ? ofEach(row, kind) : ofOne(row, kind);
    }
    return rows;
  }

  private static double[] ofOne(double[] row, Outputs kind) {
    if (row.length == 1) {
      double second = ofEach(row, kind)[0];
      return new double[] {1 - second, second};
    }
    return kind == Outputs.LOGITS ? softmax(row) : row;
  }

  private static double[] ofEach(double[] row, Outputs kind) {
    return kind == Outputs.LOGITS
        ? DoubleStream.of(row).map(logit -> 1 / (1 + Math.exp(-logit))).toArray()
        : row;
  }

  private static double[] softmax(double[] logits) {
    double largest = DoubleStream.of(logits).max().orElse(0);
    double[] powers = DoubleStream.of(logits).map(logit -> Math.exp(logit - largest)).toArray();
    double sum = DoubleStream.of(powers).sum();
    return DoubleStream.of(powers).map(power -> power / sum).toArray();
  }
}
