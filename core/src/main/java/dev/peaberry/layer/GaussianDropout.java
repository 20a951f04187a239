package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Multiplies by normally distributed noise with mean 1 and standard deviation {@code sqrt(rate / (1
 * - rate))} in training, the same as a Dropout's (Srivastava et al. 2014); does nothing in
 * inference. The shape stays. See <a
 * href="https://keras.io/api/layers/regularization_layers/gaussian_dropout/">keras.io</a>.
 *
 * @param config the settings
 */
public record GaussianDropout(Config config) implements UnaryLayer {
  /** Keras's GaussianDropout. */
  public static final Schema<GaussianDropout> SCHEMA =
      LayerSchema.of("GaussianDropout", GaussianDropout::new, Noise.RATE_BELOW_ONE, Noise.SEED);

  /** Checks that the settings are a GaussianDropout's. */
  public GaussianDropout {
    SCHEMA.require(config);
  }

  /** As strong as a Dropout of the given rate, 0 to below 1. */
  public static GaussianDropout of(double rate) {
    return new GaussianDropout(SCHEMA.with(Noise.RATE_BELOW_ONE, rate));
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    double rate = config.get(Noise.RATE_BELOW_ONE);
    if (!scope.training() || rate == 0) {
      return x;
    }
    Ops tf = scope.tf();
    Operand<TFloat32> stddev = tf.constant((float) Math.sqrt(rate / (1 - rate)));
    Operand<TFloat32> noise = tf.math.mul(scope.normal(tf.shape(x)), stddev);
    return tf.math.mul(x, tf.math.add(noise, tf.constant(1f)));
  }

  @Override
  public boolean isNoisy() {
    return true;
  }
}
