package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/**
 * A rectifier that lets a little of the negative side through; the shape stays. See <a
 * href="https://keras.io/api/layers/activation_layers/leaky_relu/">keras.io</a>.
 *
 * @param config the settings
 */
public record LeakyReLU(Config config) implements UnaryLayer {
  private static final Option<Double> NEGATIVE_SLOPE =
      Option.of("negative_slope", Kinds.notNegative(), 0.3);

  /** Keras's LeakyReLU. */
  public static final Schema<LeakyReLU> SCHEMA =
      LayerSchema.of("LeakyReLU", LeakyReLU::new, NEGATIVE_SLOPE);

  /** Checks that the settings are a LeakyReLU's. */
  public LeakyReLU {
    SCHEMA.require(config);
  }

  /** With Keras's slope of 0.3. */
  public static LeakyReLU of() {
    return new LeakyReLU(SCHEMA.defaults());
  }

  /** With another slope below 0. */
  public LeakyReLU withNegativeSlope(double slope) {
    return new LeakyReLU(config.with(NEGATIVE_SLOPE, slope));
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return scope.tf().nn.leakyRelu(x, LeakyRelu.alpha(config.get(NEGATIVE_SLOPE).floatValue()));
  }
}
