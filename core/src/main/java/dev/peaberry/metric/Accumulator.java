package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import java.util.List;
import java.util.Optional;

/**
 * A metric's running result: every example counts alike (or with its weight), whatever the size of
 * its batch. All that it remembers are {@link #sums}, so the work can be divided: the sums of two
 * accumulators of the same metric, added number by number, are those of the batches of both.
 * Confined to one thread.
 */
public interface Accumulator {
  /**
   * Adds a batch.
   *
   * @param yTrue the targets, the first axis being the batch
   * @param yPred the model's outputs for the same examples
   * @param weights a weight for each example, {@code (N)} or {@code (N, 1)}, or for each position
   *     of a map, {@code (N, H, W)}; empty for 1 each
   * @throws IllegalArgumentException if the shapes do not fit each other, or the values not the
   *     metric
   */
  void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights);

  /**
   * The result over all batches since the start or the last reset; 0 before the first example.
   * Where there are several {@link #results}, their mean.
   */
  double result();

  /**
   * The result, or several: one for each class, threshold or output, as the metric says. Several
   * are logged one by one under the metric's name and their position: {@code f1_score_0}, {@code
   * f1_score_1}; Keras logs an array.
   */
  default List<Double> results() {
    return List.of(result());
  }

  /** Forgets all batches, usually at the start of an epoch. */
  void reset();

  /**
   * The sums behind the result, so that a training can be interrupted in an epoch's middle; they
   * may be none before the first batch.
   */
  List<Double> sums();

  /**
   * Continues with the {@link #sums} of another accumulator of the same metric.
   *
   * @throws IllegalArgumentException if they are another metric's
   */
  void restore(List<Double> sums);
}
