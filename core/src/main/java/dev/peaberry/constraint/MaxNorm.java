package dev.peaberry.constraint;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Vectors of weights that are no longer than {@code max_value} (Srivastava et al. 2014). Along axis
 * 0 they are what goes into a unit of a dense layer; along 0, 1 and 2 they are a convolution's
 * filters. See <a href="https://keras.io/api/layers/constraints/#maxnorm-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MaxNorm(Config config) implements Constraint, Configured {
  private static final Option<Double> MAX_VALUE = Option.of("max_value", Kinds.notNegative(), 2.0);

  /** Keras's MaxNorm. */
  public static final Schema<MaxNorm> SCHEMA =
      Schema.of("MaxNorm", MaxNorm::new, MAX_VALUE, Norms.AXIS);

  /** Checks that the settings are a MaxNorm's. */
  public MaxNorm {
    SCHEMA.require(config);
  }

  /** Along axis 0. */
  public static MaxNorm of(double maxValue) {
    return new MaxNorm(SCHEMA.with(MAX_VALUE, maxValue));
  }

  /** Along other axes, negative ones counted from the last. */
  public MaxNorm withAxis(Integer... axes) {
    return new MaxNorm(config.with(Norms.AXIS, Optional.of(List.of(axes))));
  }

  @Override
  public Operand<TFloat32> project(Ops tf, Operand<TFloat32> weight) {
    Operand<TFloat32> norms = Norms.of(tf, config, weight);
    Operand<TFloat32> longest = tf.constant(config.get(MAX_VALUE).floatValue());
    return Norms.rescaled(tf, weight, norms, tf.math.minimum(norms, longest));
  }
}
