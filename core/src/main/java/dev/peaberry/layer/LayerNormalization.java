package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Normalises each example by its own mean and variance along some axes (Ba et al. 2016), in
 * training and inference alike; the shape stays. See <a
 * href="https://keras.io/api/layers/normalization_layers/layer_normalization/">keras.io</a>.
 *
 * @param config the settings
 */
public record LayerNormalization(Config config) implements UnaryLayer {
  private static final Option<Double> EPSILON = Option.of("epsilon", Kinds.positive(), 0.001);
  private static final Option<Boolean> RMS_SCALING = Option.of("rms_scaling", Kinds.bool(), false);

  /** Keras's LayerNormalization. */
  public static final Schema<LayerNormalization> SCHEMA =
      LayerSchema.of(
          "LayerNormalization",
          LayerNormalization::new,
          NormalizedAxes.AXIS,
          EPSILON,
          GammaBeta.CENTER,
          GammaBeta.SCALE,
          RMS_SCALING,
          GammaBeta.BETA_INITIALIZER,
          GammaBeta.GAMMA_INITIALIZER,
          GammaBeta.BETA_REGULARIZER,
          GammaBeta.GAMMA_REGULARIZER,
          GammaBeta.BETA_CONSTRAINT,
          GammaBeta.GAMMA_CONSTRAINT);

  /** Checks that the settings are a LayerNormalization's. */
  public LayerNormalization {
    SCHEMA.require(config);
  }

  /** Along the last axis, with Keras's epsilon of 0.001. */
  public static LayerNormalization of() {
    return new LayerNormalization(SCHEMA.defaults());
  }

  /** Along these axes together, of which the first after the batch's is 1 and the last -1. */
  public LayerNormalization withAxis(int... axes) {
    return new LayerNormalization(
        config.with(NormalizedAxes.AXIS, IntStream.of(axes).boxed().toList()));
  }

  /** With another number added to the variance. */
  public LayerNormalization withEpsilon(double epsilon) {
    return new LayerNormalization(config.with(EPSILON, epsilon));
  }

  /** Without beta, the learned centre. */
  public LayerNormalization withoutCenter() {
    return new LayerNormalization(config.with(GammaBeta.CENTER, false));
  }

  /** Without gamma, the learned scale. */
  public LayerNormalization withoutScale() {
    return new LayerNormalization(config.with(GammaBeta.SCALE, false));
  }

  @Override
  public Shape outputShape(Shape input) {
    NormalizedAxes.of(config, input);
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Shape shape = NormalizedAxes.of(config, input).weights();
    return GammaBeta.weights(config, shape, hasGamma(), hasBeta());
  }

  private boolean hasGamma() {
    return config.get(GammaBeta.SCALE) || config.get(RMS_SCALING);
  }

  private boolean hasBeta() {
    return config.get(GammaBeta.CENTER) && !config.get(RMS_SCALING);
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> given, Shape input) {
    Ops tf = scope.tf();
    Operand<TFloat32> x = scope.inFloat32(given);
    NormalizedAxes axes = NormalizedAxes.of(config, input);
    Moments moments = Moments.of(tf, x, axes.reduced());
    Operand<TFloat32> epsilon = tf.constant(config.get(EPSILON).floatValue());
    Operand<TFloat32> scale = tf.math.rsqrt(tf.math.add(moments.variance(), epsilon));
    if (hasGamma()) {
      scale = tf.math.mul(scale, axes.spread(tf, scope.weight("gamma")));
    }
    if (config.get(RMS_SCALING)) {
      return scope.inFloat32(tf.math.mul(x, scale));
    }
    Operand<TFloat32> shift = tf.math.neg(tf.math.mul(moments.mean(), scale));
    if (hasBeta()) {
      shift = tf.math.add(shift, axes.spread(tf, scope.weight("beta")));
    }
    return scope.inFloat32(tf.math.add(tf.math.mul(x, scale), shift));
  }
}
