package dev.peaberry.evaluate;

import dev.peaberry.data.DataException;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.stream.LongStream;

/** Judges a classifier's outputs batch by batch. Confined to one thread. */
public final class Evaluator {
  private final List<String> classNames;
  private final OutputRow output;
  private final long[][] counts;
  private final long[] ranks;
  private final Predictions.Collector predictions = new Predictions.Collector();
  private double loss;

  /**
   * Starts an evaluation.
   *
   * @param classNames the classes; a label is an index into this list
   * @throws IllegalArgumentException if there are fewer than two classes
   */
  public Evaluator(List<String> classNames, Outputs outputs) {
    if (classNames.size() < 2) {
      throw new IllegalArgumentException(
          "A classifier has at least 2 classes, found " + classNames);
    }
    this.classNames = List.copyOf(classNames);
    this.output = new OutputRow(outputs, this.classNames);
    this.counts = new long[classNames.size()][classNames.size()];
    this.ranks = new long[classNames.size()];
  }

  /**
   * Adds a batch.
   *
   * @param targets class indices {@code (N)} or {@code (N, 1)}, or one-hot {@code (N, classes)}
   * @param outputs the model's, {@code (N, classes)}, or {@code (N, 1)} for two classes
   * @throws IllegalArgumentException if shapes or labels do not fit the classes
   * @throws EvaluationException if an output is not finite, or not a probability where it should be
   */
  public void add(FloatArray targets, FloatArray outputs) {
    int size = outputs.shape().rank() == 0 ? 0 : outputs.shape().get(0);
    int width = width(outputs.shape(), "outputs", classNames.size() == 2);
    int targetWidth = width(targets.shape(), "targets", true);
    if (targets.shape().get(0) != size) {
      throw new IllegalArgumentException(
          "Found targets of shape " + targets.shape() + " and outputs of " + outputs.shape());
    }
    for (int row = 0; row < size; row++) {
      output.read(outputs.data(), row, width, predictions.size());
      count(label(targets.data(), row, targetWidth));
    }
  }

  /**
   * The result over all batches so far.
   *
   * @throws DataException if there was no example
   */
  public Evaluation result() {
    if (predictions.size() == 0) {
      throw new DataException("Found no examples to evaluate, expected at least one");
    }
    return new Evaluation(
        loss / predictions.size(),
        Evaluation.CROSS_ENTROPY,
        new ConfusionMatrix(classNames, counts),
        LongStream.of(ranks).boxed().toList(),
        predictions.toPredictions());
  }

  private void count(int label) {
    int predicted = output.best();
    loss += output.loss(label);
    counts[label][predicted]++;
    ranks[output.rank(label)]++;
    predictions.add(label, predicted, output.probabilities());
  }

  private int width(Shape shape, String what, boolean mayBeOne) {
    int width = shape.rank() == 1 ? 1 : shape.rank() == 2 ? shape.get(1) : -1;
    if (width != classNames.size() && !(mayBeOne && width == 1)) {
      throw new IllegalArgumentException(
          "Found %s of shape %s, expected (N, %d)%s for %d classes"
              .formatted(
                  what, shape, classNames.size(), mayBeOne ? " or (N, 1)" : "", classNames.size()));
    }
    return width;
  }

  private int label(float[] targets, int row, int width) {
    if (width > 1) {
      int best = 0;
      for (int i = 1; i < width; i++) {
        best = targets[row * width + i] > targets[row * width + best] ? i : best;
      }
      return best;
    }
    int label = (int) targets[row];
    if (label != targets[row] || label < 0 || label >= classNames.size()) {
      throw new IllegalArgumentException(
          "Found the label %s, expected a class index from 0 to %d"
              .formatted(targets[row], classNames.size() - 1));
    }
    return label;
  }
}
