package dev.peaberry.constraint;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Vectors of weights of length 1. See <a
 * href="https://keras.io/api/layers/constraints/#unitnorm-class">keras.io</a>.
 *
 * @param config the settings
 */
public record UnitNorm(Config config) implements Constraint, Configured {
  /** Keras's UnitNorm. */
  public static final Schema<UnitNorm> SCHEMA = Schema.of("UnitNorm", UnitNorm::new, Norms.AXIS);

  /** Checks that the settings are a UnitNorm's. */
  public UnitNorm {
    SCHEMA.require(config);
  }

  /** Along axis 0. */
  public static UnitNorm of() {
    return new UnitNorm(SCHEMA.defaults());
  }

  /** Along other axes, negative ones counted from the last. */
  public UnitNorm withAxis(Integer... axes) {
    return new UnitNorm(config.with(Norms.AXIS, Optional.of(List.of(axes))));
  }

  @Override
  public Operand<TFloat32> project(Ops tf, Operand<TFloat32> weight) {
    return Norms.rescaled(tf, weight, Norms.of(tf, config, weight), tf.constant(1f));
  }
}
