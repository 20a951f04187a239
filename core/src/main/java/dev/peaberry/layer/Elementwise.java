package dev.peaberry.layer;

import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A layer that merges arrays number by number. As in Keras, axes of length 1 are repeated, and
 * arrays of fewer axes get axes of length 1 after the batch's: {@code (C)} fits to {@code (H, W,
 * C)}.
 */
interface Elementwise extends MergeLayer {
  @Override
  default Shape outputShape(List<Shape> inputs) {
    int rank = rank(inputs);
    int[] lengths = new int[rank];
    Arrays.fill(lengths, 1);
    for (Shape input : inputs) {
      int[] axes = aligned(input, rank);
      for (int i = 0; i < rank; i++) {
        if (axes[i] != lengths[i] && axes[i] != 1 && lengths[i] != 1) {
          throw new ShapeException(
              "found the inputs " + inputs + ", expected equal axes, or such of length 1");
        }
        lengths[i] = lengths[i] == 1 ? axes[i] : lengths[i];
      }
    }
    return Shape.of(lengths);
  }

  /** One more array merged with those before. */
  Operand<TFloat32> combine(Ops tf, Operand<TFloat32> before, Operand<TFloat32> next);

  @Override
  default Operand<TFloat32> merge(
      GraphScope scope, List<Operand<TFloat32>> inputs, List<Shape> shapes) {
    Ops tf = scope.tf();
    int rank = rank(shapes);
    Operand<TFloat32> merged = fitted(tf, inputs.get(0), shapes.get(0), rank);
    for (int i = 1; i < inputs.size(); i++) {
      merged = combine(tf, merged, fitted(tf, inputs.get(i), shapes.get(i), rank));
    }
    return merged;
  }

  private static Operand<TFloat32> fitted(Ops tf, Operand<TFloat32> x, Shape shape, int rank) {
    return shape.rank() == rank ? x : Shapes.restore(tf, x, Shape.of(aligned(shape, rank)));
  }

  private static int rank(List<Shape> shapes) {
    return shapes.stream().mapToInt(Shape::rank).max().orElseThrow();
  }

  private static int[] aligned(Shape shape, int rank) {
    int[] lengths = new int[rank];
    Arrays.fill(lengths, 1);
    System.arraycopy(shape.toArray(), 0, lengths, rank - shape.rank(), shape.rank());
    return lengths;
  }
}
