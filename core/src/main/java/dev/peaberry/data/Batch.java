package dev.peaberry.data;

import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import java.util.List;
import java.util.Optional;

/**
 * What one training or evaluation step consumes.
 *
 * @param inputs one array for each input of the model, the first axis of each being the batch;
 *     pictures are uint8 {@code (N, H, W, C)}
 * @param targets one array for each output of the model: {@code (N)} class indices for sparse
 *     losses, {@code (N, classes)} for categorical ones, {@code (N, 1)} for binary ones
 * @param weights a weight {@code (N)} for each example, or empty for 1 each
 */
public record Batch(List<Array> inputs, List<FloatArray> targets, Optional<FloatArray> weights) {
  /**
   * Checks that all arrays hold the same number of examples.
   *
   * @throws IllegalArgumentException if they do not, or if there is no input
   */
  public Batch {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("A batch has at least one input array, found none");
    }
    int size = inputs.get(0).shape().get(0);
    inputs.forEach(input -> requireSize(size, input));
    targets.forEach(target -> requireSize(size, target));
    weights.ifPresent(weight -> requireSize(size, weight));
  }

  /** A batch with one input, one target and no weights: an image classifier's. */
  public static Batch of(Array input, FloatArray target) {
    return new Batch(List.of(input), List.of(target), Optional.empty());
  }

  /** The number of examples. */
  public int size() {
    return inputs.get(0).shape().get(0);
  }

  private static void requireSize(int size, Array array) {
    if (array.shape().rank() == 0 || array.shape().get(0) != size) {
      throw new IllegalArgumentException(
          "All arrays of a batch hold as many examples, found " + size + " and " + array.shape());
    }
  }
}
