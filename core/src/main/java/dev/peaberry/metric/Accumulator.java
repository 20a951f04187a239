package dev.peaberry.metric;

import dev.peaberry.engine.FloatArray;
import java.util.List;
import java.util.Optional;

/**
 * A metric's running result: every example counts alike (or with its weight), whatever the size of
 * its batch. Confined to one thread.
 */
public interface Accumulator {
  /**
   * Adds a batch.
   *
   * @param yTrue the targets, the first axis being the batch
   * @param yPred the model's outputs for the same examples
   * @param weights a weight for each example, {@code (N)} or {@code (N, 1)}; empty for 1 each
   * @throws IllegalArgumentException if the shapes do not fit each other
   */
  void update(FloatArray yTrue, FloatArray yPred, Optional<FloatArray> weights);

  /** The result over all batches since the start or the last reset; 0 before the first example. */
  double result();

  /** Forgets all batches, usually at the start of an epoch. */
  void reset();

  /** The sums behind the result, so that a training can be interrupted in an epoch's middle. */
  List<Double> sums();

  /**
   * Continues with the {@link #sums} of another accumulator of the same metric.
   *
   * @throws IllegalArgumentException if they are another metric's
   */
  void restore(List<Double> sums);
}
