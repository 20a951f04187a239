package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The sum of several arrays, as at the end of a residual block; axes of length 1 are repeated. See
 * <a href="https://keras.io/api/layers/merging_layers/add/">keras.io</a>.
 *
 * @param config the settings
 */
public record Add(Config config) implements Elementwise {
  /** Keras's Add. */
  public static final Schema<Add> SCHEMA = LayerSchema.of("Add", Add::new);

  /** Checks that the settings are an Add's. */
  public Add {
    SCHEMA.require(config);
  }

  /** The layer. */
  public static Add of() {
    return new Add(SCHEMA.defaults());
  }

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> before, Operand<TFloat32> next) {
    return tf.math.add(before, next);
  }
}
