package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.ClassWeights;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.loss.Targets;
import dev.peaberry.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Weighs the examples of a batch by their classes, as Keras's {@code class_weight} does: an example
 * that has a weight of its own counts with the product. An example of several classes weighs the
 * mean of them; in Keras it weighs as the first. Immutable and thread-safe.
 */
final class ClassWeighting {
  private final List<Optional<ClassWeights>> byOutput;
  private final List<Targets> kinds;
  private final List<Shape> outputs;

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if there is no such output or it has fewer classes
   */
  ClassWeighting(Model model, CompiledLoss loss, Map<String, ClassWeights> weights) {
    for (String name : weights.keySet()) {
      if (!model.outputNames().contains(name)) {
        throw new IllegalArgumentException(
            "Found class weights for the output "
                + name
                + ", expected one of "
                + model.outputNames());
      }
    }
    outputs = model.outputShapes();
    kinds = loss.losses().stream().map(each -> each.targets()).toList();
    byOutput = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      String name = model.outputNames().get(i);
      Optional<ClassWeights> given = Optional.ofNullable(weights.get(name));
      int classes = Math.max(2, outputs.get(i).last());
      given.ifPresent(each -> requireClasses(each, classes, name));
      byOutput.add(given);
    }
  }

  private static void requireClasses(ClassWeights weights, int classes, String output) {
    if (weights.weights().size() > classes) {
      throw new IllegalArgumentException(
          "Found a class weight for class "
              + (weights.weights().size() - 1)
              + ", expected classes from 0 to "
              + (classes - 1)
              + " as output "
              + output
              + " has");
    }
  }

  /** The batch with the weights that training counts with. */
  Batch apply(Batch batch) {
    if (byOutput.stream().allMatch(Optional::isEmpty)) {
      return batch;
    }
    List<FloatArray> weights = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      weights.add(weights(i, batch));
    }
    return batch.withWeights(weights);
  }

  private FloatArray weights(int output, Batch batch) {
    FloatArray own =
        batch.weightsOf(output).orElseGet(() -> FloatArray.ones(Shape.of(batch.size())));
    return byOutput
        .get(output)
        .map(classes -> product(own, ofLabels(classes, output, batch.targets().get(output))))
        .orElse(own);
  }

  /** A weight for each label: {@code (N)}, or the positions of a map. */
  private FloatArray ofLabels(ClassWeights classes, int output, FloatArray targets) {
    Shape shape = targets.shape();
    boolean indices =
        kinds.get(output) == Targets.SPARSE && shape.rank() == outputs.get(output).rank();
    int width = indices ? 1 : shape.last();
    int[] positions = shape.toArray();
    FloatArray weights =
        FloatArray.zeros(indices ? shape : Shape.of(Arrays.copyOf(positions, shape.rank() - 1)));
    boolean several = kinds.get(output) == Targets.BINARY && width > 1;
    for (int i = 0; i < weights.data().length; i++) {
      int from = i * width;
      weights.data()[i] =
          (float)
              (several
                  ? classes.of(labels(targets.data(), from, width))
                  : classes.of(label(targets.data(), from, width)));
    }
    return weights;
  }

  /** The classes of an example that may have several, each judged by itself. */
  private static List<Integer> labels(float[] targets, int from, int width) {
    return IntStream.range(0, width).filter(i -> targets[from + i] > 0.5f).boxed().toList();
  }

  private static int label(float[] targets, int from, int width) {
    if (width == 1) {
      return Math.round(targets[from]);
    }
    int best = 0;
    for (int i = 1; i < width; i++) {
      best = targets[from + i] > targets[from + best] ? i : best;
    }
    return best;
  }

  /** One of them may hold a weight for an example where the other has one for each position. */
  private static FloatArray product(FloatArray a, FloatArray b) {
    boolean firstIsFiner = a.shape().rank() > b.shape().rank();
    FloatArray finer = firstIsFiner ? a : b;
    FloatArray coarser = firstIsFiner ? b : a;
    int each = finer.data().length / Math.max(1, coarser.data().length);
    FloatArray product = FloatArray.zeros(finer.shape());
    for (int i = 0; i < product.data().length; i++) {
      product.data()[i] = finer.data()[i] * coarser.data()[i / each];
    }
    return product;
  }
}
