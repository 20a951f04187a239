package dev.peaberry.layer;

import dev.peaberry.config.Described;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.regularizer.Regularizer;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A description of a layer: its settings, the weights it needs and the operations it adds to a
 * program. It has no name, no weights' values and no native state; a model gives it a name and may
 * use the same description twice for two layers. Immutable and thread-safe.
 *
 * <p>Shapes are those of one example, without the batch axis.
 */
public interface Layer extends Described {
  /**
   * The shapes that come out.
   *
   * @param inputs the shapes that go in
   * @throws ShapeException if the layer cannot take them
   */
  List<Shape> outputShapes(List<Shape> inputs);

  /**
   * The weights, in Keras's order.
   *
   * @param inputs the shapes that go in, which {@link #outputShapes} accepts
   */
  List<WeightSpec> weights(List<Shape> inputs);

  /**
   * Adds the layer to a program.
   *
   * @param scope the weights and TensorFlow
   * @param inputs arrays with a batch axis before the given shapes
   * @param shapes the shapes of one example of each input
   * @return arrays with a batch axis before {@link #outputShapes}
   */
  List<Operand<TFloat32>> call(
      GraphScope scope, List<Operand<TFloat32>> inputs, List<Shape> shapes);

  /**
   * A penalty on each array that comes out: divided by the number of examples, it is added to the
   * loss, in training and in evaluation. None unless a layer says otherwise.
   */
  default Optional<Regularizer> activityRegularizer() {
    return Optional.empty();
  }

  /**
   * Whether the outputs in training differ from those in inference although no weight does, as
   * those of dropout. Not so unless a layer says otherwise.
   */
  default boolean isNoisy() {
    return false;
  }

  /**
   * The multiplications, each with an addition, that the kernels cost for one example: each number
   * of a kernel once for each place of the output. All else is small beside them and not counted.
   *
   * @param inputs the shapes that go in, which {@link #outputShapes} accepts
   */
  default long multiplyAdds(List<Shape> inputs) {
    long kernels = Kernels.size(weights(inputs));
    return kernels == 0 ? 0 : kernels * Kernels.places(outputShapes(inputs).get(0));
  }
}
