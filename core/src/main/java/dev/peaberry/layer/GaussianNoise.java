package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adds normally distributed noise with mean 0 in training; does nothing in inference. The shape
 * stays. See <a
 * href="https://keras.io/api/layers/regularization_layers/gaussian_noise/">keras.io</a>.
 *
 * @param config the settings
 */
public record GaussianNoise(Config config) implements UnaryLayer {
  private static final Option<Double> STDDEV = Option.required("stddev", Kinds.fraction());

  /** Keras's GaussianNoise. */
  public static final Schema<GaussianNoise> SCHEMA =
      LayerSchema.of("GaussianNoise", GaussianNoise::new, STDDEV, Noise.SEED);

  /** Checks that the settings are a GaussianNoise's. */
  public GaussianNoise {
    SCHEMA.require(config);
  }

  /** Noise of the given standard deviation, 0 to 1. */
  public static GaussianNoise of(double stddev) {
    return new GaussianNoise(SCHEMA.with(STDDEV, stddev));
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    double stddev = config.get(STDDEV);
    if (!scope.training() || stddev == 0) {
      return x;
    }
    Ops tf = scope.tf();
    Operand<TFloat32> noise = scope.normal(tf.shape(x));
    return tf.math.add(x, tf.math.mul(noise, tf.constant((float) stddev)));
  }

  @Override
  public boolean isNoisy() {
    return true;
  }
}
