package dev.peaberry.predict;

import dev.peaberry.evaluate.Outputs;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Makes probabilities of a model's outputs. Stateless. */
final class Probabilities {
  private Probabilities() {}

  /**
   * The probabilities of one picture; a single output is that of the second of two classes.
   *
   * @param row the outputs of the whole batch
   * @param from where this picture's begin
   * @param count how many there are
   */
  static List<Double> of(float[] row, int from, int count, Outputs outputs) {
    if (count == 1) {
      double second = outputs == Outputs.LOGITS ? 1 / (1 + Math.exp(-row[from])) : row[from];
      return List.of(1 - second, second);
    }
    DoubleStream values = IntStream.range(from, from + count).mapToDouble(i -> row[i]);
    double[] numbers = values.toArray();
    return DoubleStream.of(outputs == Outputs.LOGITS ? softmax(numbers) : numbers).boxed().toList();
  }

  /** The probabilities of one picture, each class by itself. */
  static List<Double> ofEach(float[] row, int from, int count, Outputs outputs) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> outputs == Outputs.LOGITS ? 1 / (1 + Math.exp(-row[i])) : (double) row[i])
        .toList();
  }

  private static double[] softmax(double[] logits) {
    double largest = DoubleStream.of(logits).max().orElse(0);
    double[] powers = DoubleStream.of(logits).map(logit -> Math.exp(logit - largest)).toArray();
    double sum = DoubleStream.of(powers).sum();
    return DoubleStream.of(powers).map(power -> power / sum).toArray();
  }
}
