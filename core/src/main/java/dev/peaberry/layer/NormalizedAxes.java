package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The axes along which a layer normalises each example.
 *
 * @param indices the axes of an example, in the order of the weights' axes
 * @param input the shape of an example
 */
record NormalizedAxes(List<Integer> indices, Shape input) {
  static final Option<List<Integer>> AXIS =
      Option.of(
          "axis",
          Kinds.listOf(Kinds.integer())
              .where("an axis or a list of axes, not empty", axes -> !axes.isEmpty()),
          List.of(-1));

  /**
   * Those of the settings. Keras sorts them as they are written, negative ones first.
   *
   * @throws ShapeException if the input does not have them, or has one of them twice
   */
  static NormalizedAxes of(Config config, Shape input) {
    List<Integer> sorted = config.get(AXIS).stream().sorted().toList();
    int[] indices = Shapes.exampleAxes(sorted, input);
    return new NormalizedAxes(IntStream.of(indices).boxed().toList(), input);
  }

  /** The shape of weights that there is one of for each place along the axes. */
  Shape weights() {
    return Shape.of(indices.stream().mapToInt(input::get).toArray());
  }

  /** The axes as TensorFlow's reductions count them, with the batch. */
  int[] reduced() {
    return indices.stream().mapToInt(index -> index + 1).toArray();
  }

  /** A weight in a shape that fits to a batch. */
  Operand<TFloat32> spread(Ops tf, Operand<TFloat32> weight) {
    if (indices.equals(List.of(input.rank() - 1))) {
      return weight;
    }
    int[] lengths = new int[input.rank() + 1];
    Arrays.fill(lengths, 1);
    indices.forEach(index -> lengths[index + 1] = input.get(index));
    return Shapes.reshape(tf, weight, lengths);
  }
}
