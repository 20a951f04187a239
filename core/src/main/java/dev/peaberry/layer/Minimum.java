package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The smallest of several arrays, number by number; axes of length 1 are repeated. See <a
 * href="https://keras.io/api/layers/merging_layers/minimum/">keras.io</a>.
 *
 * @param config the settings
 */
public record Minimum(Config config) implements Elementwise {
  /** Keras's Minimum. */
  public static final Schema<Minimum> SCHEMA = LayerSchema.of("Minimum", Minimum::new);

  /** Checks that the settings are a Minimum's. */
  public Minimum {
    SCHEMA.require(config);
  }

  /** The layer. */
  public static Minimum of() {
    return new Minimum(SCHEMA.defaults());
  }

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> before, Operand<TFloat32> next) {
    return tf.math.minimum(before, next);
  }
}
