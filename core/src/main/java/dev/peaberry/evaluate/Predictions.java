package dev.peaberry.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a classifier said about every example, in the order of the pass: for each 12 bytes, and 4
 * for each class. Immutable and thread-safe.
 */
public final class Predictions {
  private final int[] labels;
  private final int[] predicted;
  private final float[][] probabilities;

  private Predictions(int[] labels, int[] predicted, float[][] probabilities) {
    this.labels = labels;
    this.predicted = predicted;
    this.probabilities = probabilities;
  }

  /** The number of examples. */
  public int size() {
    return labels.length;
  }

  /**
   * What was said about one example.
   *
   * @param index its position in the pass; that of the picture in its source if nothing was
   *     shuffled or left out
   * @throws IndexOutOfBoundsException if there is no such example
   */
  public Prediction get(int index) {
    return new Prediction(
        index, labels[index], predicted[index], probabilities[index][predicted[index]]);
  }

  /** The true class of an example. */
  int label(int index) {
    return labels[index];
  }

  /** The number of classes. */
  public int classes() {
    return probabilities[0].length;
  }

  /**
   * The probability that an example is of a class, 0 to 1.
   *
   * @throws IndexOutOfBoundsException if there is no such example or class
   */
  public float probability(int index, int classIndex) {
    return probabilities[index][classIndex];
  }

  /**
   * The probabilities of all classes for an example; they sum to 1.
   *
   * @throws IndexOutOfBoundsException if there is no such example
   */
  public List<Float> probabilities(int index) {
    float[] row = probabilities[index];
    return IntStream.range(0, row.length).mapToObj(i -> row[i]).toList();
  }

  /** All examples in the order of the pass. */
  public Stream<Prediction> stream() {
    return IntStream.range(0, size()).mapToObj(this::get);
  }

  /** The examples taken for another class than theirs, the most confident mistakes first. */
  public List<Prediction> wrong() {
    return stream()
        .filter(each -> !each.isRight())
        .sorted(Comparator.comparingDouble(Prediction::probability).reversed())
        .toList();
  }

  /** The probabilities of an example, a fresh array. */
  double[] row(int index) {
    return row(probabilities[index]);
  }

  /**
   * The same with other probabilities and answers.
   *
   * @param change gives the probabilities of an example
   * @param answer gives the answer by them and the answer before
   */
  Predictions map(UnaryOperator<double[]> change, Answer answer) {
    float[][] changed = new float[size()][classes()];
    int[] answers = new int[size()];
    for (int i = 0; i < changed.length; i++) {
      double[] other = change.apply(row(i));
      for (int j = 0; j < other.length; j++) {
        changed[i][j] = (float) other[j];
      }
      answers[i] = answer.of(row(changed[i]), predicted[i]);
    }
    return new Predictions(labels, answers, changed);
  }

  private static double[] row(float[] row) {
    return IntStream.range(0, row.length).mapToDouble(j -> row[j]).toArray();
  }

  /** Which class is answered. */
  @FunctionalInterface
  interface Answer {
    int of(double[] probabilities, int before);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Predictions same
        && Arrays.equals(labels, same.labels)
        && Arrays.equals(predicted, same.predicted)
        && Arrays.deepEquals(probabilities, same.probabilities);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(labels) + Arrays.hashCode(predicted))
        + Arrays.deepHashCode(probabilities);
  }

  @Override
  public String toString() {
    return size() + " predictions";
  }

  /** Collects predictions. Confined to one thread. */
  static final class Collector {
    private int[] labels = new int[1024];
    private int[] predicted = new int[1024];
    private float[][] probabilities = new float[1024][];
    private int size;

    int size() {
      return size;
    }

    void add(int label, int prediction, float[] row) {
      if (size == labels.length) {
        int longer = 2 * size;
        labels = Arrays.copyOf(labels, longer);
        predicted = Arrays.copyOf(predicted, longer);
        probabilities = Arrays.copyOf(probabilities, longer);
      }
      labels[size] = label;
      predicted[size] = prediction;
      probabilities[size] = row;
      size++;
    }

    Predictions toPredictions() {
      return new Predictions(
          Arrays.copyOf(labels, size),
          Arrays.copyOf(predicted, size),
          Arrays.copyOf(probabilities, size));
    }
  }
}
