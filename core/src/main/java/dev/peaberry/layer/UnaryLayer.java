package dev.peaberry.layer;

import dev.peaberry.config.Configured;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.regularizer.Regularizer;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A layer with one input and one output, as most are. */
public interface UnaryLayer extends Layer, Configured {
  /**
   * The shape that comes out.
   *
   * @throws ShapeException if the layer cannot take the input
   */
  Shape outputShape(Shape input);

  /** The weights, in Keras's order; none unless a layer says otherwise. */
  default List<WeightSpec> weights(Shape input) {
    return List.of();
  }

  /**
   * Adds the layer to a program.
   *
   * @param x with a batch axis before {@code input}
   * @param input the shape of one example
   * @return with a batch axis before {@link #outputShape}
   */
  Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input);

  @Override
  default List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(outputShape(only(inputs)));
  }

  @Override
  default List<WeightSpec> weights(List<Shape> inputs) {
    return weights(only(inputs));
  }

  @Override
  default List<Operand<TFloat32>> call(
      GraphScope scope, List<Operand<TFloat32>> inputs, List<Shape> shapes) {
    return List.of(call(scope, inputs.get(0), only(shapes)));
  }

  @Override
  default Optional<Regularizer> activityRegularizer() {
    return LayerSchema.activityRegularizer(config());
  }

  private static Shape only(List<Shape> shapes) {
    if (shapes.size() != 1) {
      throw new ShapeException("found " + shapes.size() + " inputs " + shapes + ", expected one");
    }
    return shapes.get(0);
  }
}
