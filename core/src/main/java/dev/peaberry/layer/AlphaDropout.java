package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Sets a share of the values to SELU's limit below 0 in training and scales and shifts all so that
 * mean 0 and variance 1 stay (Klambauer et al. 2017); does nothing in inference. The shape stays.
 * See <a href="https://keras.io/api/layers/regularization_layers/alpha_dropout/">keras.io</a>.
 *
 * @param config the settings
 */
public record AlphaDropout(Config config) implements UnaryLayer {
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  /** Keras's AlphaDropout. */
  public static final Schema<AlphaDropout> SCHEMA =
      LayerSchema.of(
          "AlphaDropout", AlphaDropout::new, Noise.RATE_BELOW_ONE, Noise.SEED, Noise.NOISE_SHAPE);

  /** Checks that the settings are an AlphaDropout's. */
  public AlphaDropout {
    SCHEMA.require(config);
  }

  /** Drops the given share of the values, 0 to below 1. */
  public static AlphaDropout of(double rate) {
    return new AlphaDropout(SCHEMA.with(Noise.RATE_BELOW_ONE, rate));
  }

  @Override
  public Shape outputShape(Shape input) {
    return Noise.requireFit(config, input);
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    double rate = config.get(Noise.RATE_BELOW_ONE);
    if (!scope.training() || rate == 0) {
      return x;
    }
    Ops tf = scope.tf();
    double limit = -SELU_ALPHA * SELU_SCALE;
    double scale = 1 / Math.sqrt((1 - rate) * (1 + rate * limit * limit));
    Operand<TFloat32> kept = Noise.kept(scope, Noise.mask(config, tf, x, input), rate);
    Operand<TFloat32> dropped = tf.math.sub(tf.constant(1f), kept);
    Operand<TFloat32> values =
        tf.math.add(tf.math.mul(x, kept), tf.math.mul(dropped, tf.constant((float) limit)));
    return tf.math.add(
        tf.math.mul(values, tf.constant((float) scale)),
        tf.constant((float) (-scale * limit * rate)));
  }

  @Override
  public boolean isNoisy() {
    return true;
  }
}
