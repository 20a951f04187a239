package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The largest of several arrays, number by number; axes of length 1 are repeated. See <a
 * href="https://keras.io/api/layers/merging_layers/maximum/">keras.io</a>.
 *
 * @param config the settings
 */
public record Maximum(Config config) implements Elementwise {
  /** Keras's Maximum. */
  public static final Schema<Maximum> SCHEMA = LayerSchema.of("Maximum", Maximum::new);

  /** Checks that the settings are a Maximum's. */
  public Maximum {
    SCHEMA.require(config);
  }

  /** The layer. */
  public static Maximum of() {
    return new Maximum(SCHEMA.defaults());
  }

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> before, Operand<TFloat32> next) {
    return tf.math.maximum(before, next);
  }
}
