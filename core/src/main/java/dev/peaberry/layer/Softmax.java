package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Softmax along an axis, or along several together; the shape stays. See <a
 * href="https://keras.io/api/layers/activation_layers/softmax/">keras.io</a>.
 *
 * @param config the settings
 */
public record Softmax(Config config) implements UnaryLayer {
  /** Keras's Softmax. */
  public static final Schema<Softmax> SCHEMA =
      LayerSchema.of("Softmax", Softmax::new, Options.AXES);

  /** Checks that the settings are a Softmax's. */
  public Softmax {
    SCHEMA.require(config);
  }

  /** Along the last axis. */
  public static Softmax of() {
    return new Softmax(SCHEMA.defaults());
  }

  /** Along these axes together, of which the first after the batch's is 1 and the last -1. */
  public Softmax withAxis(int... axes) {
    return new Softmax(config.with(Options.AXES, IntStream.of(axes).boxed().toList()));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.exampleAxes(config.get(Options.AXES), input);
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    int[] axes = Shapes.exampleAxes(config.get(Options.AXES), input);
    return axes.length == 1 && axes[0] == input.rank() - 1
        ? Activation.SOFTMAX.apply(scope, x)
        : along(scope.tf(), x, IntStream.of(axes).map(axis -> axis + 1).toArray());
  }

  private static Operand<TFloat32> along(Ops tf, Operand<TFloat32> x, int[] axes) {
    Operand<TInt32> reduced = tf.constant(axes);
    Operand<TFloat32> largest = tf.max(x, reduced, Max.keepDims(true));
    Operand<TFloat32> powers = tf.math.exp(tf.math.sub(x, tf.stopGradient(largest)));
    return tf.math.div(powers, tf.reduceSum(powers, reduced, ReduceSum.keepDims(true)));
  }
}
