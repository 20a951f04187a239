package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import dev.peaberry.initializer.Constant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Divides each example by its root mean square along some axes and multiplies by a learned scale
 * (Zhang and Sennrich 2019); the shape stays. See <a
 * href="https://keras.io/api/layers/normalization_layers/rms_normalization/">keras.io</a>.
 *
 * @param config the settings
 */
public record RMSNormalization(Config config) implements UnaryLayer {
  private static final Option<Double> EPSILON = Option.of("epsilon", Kinds.positive(), 1e-6);

  /** Keras's RMSNormalization. */
  public static final Schema<RMSNormalization> SCHEMA =
      LayerSchema.of("RMSNormalization", RMSNormalization::new, NormalizedAxes.AXIS, EPSILON);

  /** Checks that the settings are an RMSNormalization's. */
  public RMSNormalization {
    SCHEMA.require(config);
  }

  /** Along the last axis, with Keras's epsilon of 0.000001. */
  public static RMSNormalization of() {
    return new RMSNormalization(SCHEMA.defaults());
  }

  /** Along these axes together, of which the first after the batch's is 1 and the last -1. */
  public RMSNormalization withAxis(int... axes) {
    return new RMSNormalization(
        config.with(NormalizedAxes.AXIS, IntStream.of(axes).boxed().toList()));
  }

  /** With another number added to the mean square. */
  public RMSNormalization withEpsilon(double epsilon) {
    return new RMSNormalization(config.with(EPSILON, epsilon));
  }

  @Override
  public Shape outputShape(Shape input) {
    NormalizedAxes.of(config, input);
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Shape shape = NormalizedAxes.of(config, input).weights();
    return List.of(WeightSpec.trainable("scale", shape, Constant.ONES, Optional.empty()));
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> given, Shape input) {
    Ops tf = scope.tf();
    Operand<TFloat32> x = scope.inFloat32(given);
    NormalizedAxes axes = NormalizedAxes.of(config, input);
    Operand<TFloat32> meanSquare =
        tf.math.mean(tf.math.square(x), tf.constant(axes.reduced()), Mean.keepDims(true));
    Operand<TFloat32> epsilon = tf.constant(config.get(EPSILON).floatValue());
    Operand<TFloat32> inverse = tf.math.rsqrt(tf.math.add(meanSquare, epsilon));
    return scope.inFloat32(
        tf.math.mul(tf.math.mul(x, inverse), axes.spread(tf, scope.weight("scale"))));
  }
}
