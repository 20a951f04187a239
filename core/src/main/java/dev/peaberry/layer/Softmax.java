package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Softmax along one axis; the shape stays. See <a
 * href="https://keras.io/api/layers/activation_layers/softmax/">keras.io</a>.
 *
 * @param config the settings
 */
public record Softmax(Config config) implements UnaryLayer {
  private static final Option<Integer> AXIS = Option.of("axis", Kinds.integer(), -1);

  /** Keras's Softmax. */
  public static final Schema<Softmax> SCHEMA = LayerSchema.of("Softmax", Softmax::new, AXIS);

  /** Checks that the settings are a Softmax's. */
  public Softmax {
    SCHEMA.require(config);
  }

  /** Along the last axis. */
  public static Softmax of() {
    return new Softmax(SCHEMA.defaults());
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.exampleAxis(config.get(AXIS), input);
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    int axis = Shapes.exampleAxis(config.get(AXIS), input) + 1;
    int last = input.rank();
    if (axis == last) {
      return Activation.SOFTMAX.apply(scope, x);
    }
    Ops tf = scope.tf();
    int[] order = IntStream.rangeClosed(0, last).toArray();
    order[axis] = last;
    order[last] = axis;
    Operand<TInt32> swap = tf.constant(order);
    return tf.linalg.transpose(tf.nn.softmax(tf.linalg.transpose(x, swap)), swap);
  }
}
