package dev.peaberry.constraint;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Schema;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * No value below 0: negative ones become 0. See <a
 * href="https://keras.io/api/layers/constraints/#nonneg-class">keras.io</a>.
 *
 * @param config the settings
 */
public record NonNeg(Config config) implements Constraint, Configured {
  /** Keras's NonNeg. */
  public static final Schema<NonNeg> SCHEMA = Schema.of("NonNeg", NonNeg::new);

  /** Checks that the settings are a NonNeg's. */
  public NonNeg {
    SCHEMA.require(config);
  }

  /** The constraint. */
  public static NonNeg of() {
    return new NonNeg(SCHEMA.defaults());
  }

  @Override
  public Operand<TFloat32> project(Ops tf, Operand<TFloat32> weight) {
    return tf.math.maximum(weight, tf.constant(0f));
  }
}
