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
 * @param weights how much each example counts in the loss: nothing for 1 each, one array for all
 *     targets or one for each target; {@code (N)}, or the shape of a map's positions {@code (N, H,
 *     W)}
 */
public record Batch(List<Array> inputs, List<FloatArray> targets, List<FloatArray> weights) {
  /**
   * Checks that all arrays hold the same number of examples.
   *
   * @throws IllegalArgumentException if they do not, if there is no input, or if there is another
   *     number of weights
   */
  public Batch {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    weights = List.copyOf(weights);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("A batch has at least one input array, found none");
    }
    int size = inputs.get(0).shape().get(0);
    inputs.forEach(input -> requireSize(size, input));
    targets.forEach(target -> requireSize(size, target));
    weights.forEach(weight -> requireSize(size, weight));
    if (weights.size() > 1 && weights.size() != targets.size()) {
      throw new IllegalArgumentException(
          "Found %d arrays of weights, expected none, one or one for each of %d targets"
              .formatted(weights.size(), targets.size()));
    }
  }

  /** A batch whose weights, if there are any, count for all targets. */
  public Batch(List<Array> inputs, List<FloatArray> targets, Optional<FloatArray> weights) {
    this(inputs, targets, weights.map(List::of).orElse(List.of()));
  }

  /** A batch with one input, one target and no weights: an image classifier's. */
  public static Batch of(Array input, FloatArray target) {
    return new Batch(List.of(input), List.of(target), Optional.empty());
  }

  /**
   * The same examples with other weights.
   *
   * @throws IllegalArgumentException if they do not fit the examples or the targets
   */
  public Batch withWeights(List<FloatArray> others) {
    return new Batch(inputs, targets, others);
  }

  /** The weights of the examples of a target, if they have any. */
  public Optional<FloatArray> weightsOf(int target) {
    return weights.isEmpty()
        ? Optional.empty()
        : Optional.of(weights.get(weights.size() == 1 ? 0 : target));
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
