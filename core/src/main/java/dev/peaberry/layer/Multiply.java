package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The product of several arrays, number by number; axes of length 1 are repeated, as with the
 * weights {@code (1, 1, C)} of the channels of a picture. See <a
 * href="https://keras.io/api/layers/merging_layers/multiply/">keras.io</a>.
 *
 * @param config the settings
 */
public record Multiply(Config config) implements Elementwise {
  /** Keras's Multiply. */
  public static final Schema<Multiply> SCHEMA = LayerSchema.of("Multiply", Multiply::new);

  /** Checks that the settings are a Multiply's. */
  public Multiply {
    SCHEMA.require(config);
  }

  /** The layer. */
  public static Multiply of() {
    return new Multiply(SCHEMA.defaults());
  }

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> before, Operand<TFloat32> next) {
    return tf.math.mul(before, next);
  }
}
