package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
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
 * The exponential linear unit: {@code x} where positive, else {@code alpha * (exp(x) - 1)} (Clevert
 * et al. 2016); the shape stays. See <a
 * href="https://keras.io/api/layers/activation_layers/elu/">keras.io</a>.
 *
 * @param config the settings
 */
public record ELU(Config config) implements UnaryLayer {
  private static final Option<Double> ALPHA = Option.of("alpha", Kinds.real(), 1.0);

  /** Keras's ELU. */
  public static final Schema<ELU> SCHEMA = LayerSchema.of("ELU", ELU::new, ALPHA);

  /** Checks that the settings are an ELU's. */
  public ELU {
    SCHEMA.require(config);
  }

  /** Down to -1. */
  public static ELU of() {
    return new ELU(SCHEMA.defaults());
  }

  /** Down to -alpha. */
  public ELU withAlpha(double alpha) {
    return new ELU(config.with(ALPHA, alpha));
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    float alpha = config.get(ALPHA).floatValue();
    Operand<TFloat32> y = Activation.ELU.apply(scope, x);
    if (alpha == 1) {
      return y;
    }
    return tf.select(tf.math.greater(x, tf.constant(0f)), y, tf.math.mul(y, tf.constant(alpha)));
  }
}
