package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * Scales each example to a Euclidean norm of 1 along some axes; the shape stays. See <a
 * href="https://keras.io/api/layers/normalization_layers/unit_normalization/">keras.io</a>.
 *
 * @param config the settings
 */
public record UnitNormalization(Config config) implements UnaryLayer {
  private static final double EPSILON = 1e-12;

  /** Keras's UnitNormalization. */
  public static final Schema<UnitNormalization> SCHEMA =
      LayerSchema.of("UnitNormalization", UnitNormalization::new, Options.AXES);

  /** Checks that the settings are a UnitNormalization's. */
  public UnitNormalization {
    SCHEMA.require(config);
  }

  /** Along the last axis. */
  public static UnitNormalization of() {
    return new UnitNormalization(SCHEMA.defaults());
  }

  /** Along these axes together, of which the first after the batch's is 1 and the last -1. */
  public UnitNormalization withAxis(int... axes) {
    return new UnitNormalization(config.with(Options.AXES, IntStream.of(axes).boxed().toList()));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.exampleAxes(config.get(Options.AXES), input);
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    int[] axes = Shapes.exampleAxes(config.get(Options.AXES), input);
    int[] ofBatch = IntStream.of(axes).map(axis -> axis + 1).toArray();
    return scope.inFloat32(unit(scope.tf(), scope.inFloat32(x), EPSILON, ofBatch));
  }

  /**
   * Vectors divided by their norms, or by epsilon where that is larger: the gradient of a vector of
   * zeros is finite so.
   *
   * @param axes those of the vectors, the batch's being 0
   */
  static Operand<TFloat32> unit(Ops tf, Operand<TFloat32> x, double epsilon, int... axes) {
    Operand<TFloat32> squares =
        tf.reduceSum(tf.math.square(x), tf.constant(axes), ReduceSum.keepDims(true));
    Operand<TFloat32> least = tf.constant((float) (epsilon * epsilon));
    return tf.math.mul(x, tf.math.rsqrt(tf.math.maximum(squares, least)));
  }
}
