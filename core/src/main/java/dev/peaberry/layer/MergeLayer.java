package dev.peaberry.layer;

import dev.peaberry.config.Configured;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.regularizer.Regularizer;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A layer without weights that makes one array of several. */
public interface MergeLayer extends Layer, Configured {
  /**
   * The shape that comes out.
   *
   * @param inputs two shapes or more
   * @throws ShapeException if they cannot be merged
   */
  Shape outputShape(List<Shape> inputs);

  /**
   * Adds the layer to a program.
   *
   * @param inputs with a batch axis before the given shapes
   * @param shapes those that {@link #outputShape} accepts
   * @return with a batch axis before {@link #outputShape}
   */
  Operand<TFloat32> merge(GraphScope scope, List<Operand<TFloat32>> inputs, List<Shape> shapes);

  @Override
  default List<Shape> outputShapes(List<Shape> inputs) {
    if (inputs.size() < 2) {
      throw new ShapeException("found the inputs " + inputs + ", expected two or more");
    }
    return List.of(outputShape(inputs));
  }

  @Override
  default List<WeightSpec> weights(List<Shape> inputs) {
    return List.of();
  }

  @Override
  default List<Operand<TFloat32>> call(
      GraphScope scope, List<Operand<TFloat32>> inputs, List<Shape> shapes) {
    return List.of(merge(scope, inputs, shapes));
  }

  @Override
  default Optional<Regularizer> activityRegularizer() {
    return LayerSchema.activityRegularizer(config());
  }
}
