package dev.peaberry.constraint;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
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
 * Vectors of weights whose length is between two bounds, or comes nearer with every step where the
 * rate is below 1. See <a
 * href="https://keras.io/api/layers/constraints/#minmaxnorm-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MinMaxNorm(Config config) implements Constraint, Configured {
  private static final Option<Double> MIN_VALUE = Option.of("min_value", Kinds.notNegative(), 0.0);
  private static final Option<Double> MAX_VALUE = Option.of("max_value", Kinds.notNegative(), 1.0);
  private static final Option<Double> RATE = Option.of("rate", Kinds.fraction(), 1.0);

  /** Keras's MinMaxNorm. */
  public static final Schema<MinMaxNorm> SCHEMA =
      Schema.of("MinMaxNorm", MinMaxNorm::new, MIN_VALUE, MAX_VALUE, RATE, Norms.AXIS);

  /** Checks that the bounds are in order. */
  public MinMaxNorm {
    SCHEMA.require(config);
    if (config.get(MIN_VALUE) > config.get(MAX_VALUE)) {
      throw new ConfigException(
          "MinMaxNorm.min_value: found %s, expected at most the max_value of %s"
              .formatted(config.get(MIN_VALUE), config.get(MAX_VALUE)));
    }
  }

  /** Along axis 0, at once. */
  public static MinMaxNorm of(double minValue, double maxValue) {
    return new MinMaxNorm(SCHEMA.with(MIN_VALUE, minValue, MAX_VALUE, maxValue));
  }

  /** With this share of the way to the bounds in each step, 0 to 1. */
  public MinMaxNorm withRate(double rate) {
    return new MinMaxNorm(config.with(RATE, rate));
  }

  /** Along other axes, negative ones counted from the last. */
  public MinMaxNorm withAxis(Integer... axes) {
    return new MinMaxNorm(config.with(Norms.AXIS, Optional.of(List.of(axes))));
  }

  @Override
  public Operand<TFloat32> project(Ops tf, Operand<TFloat32> weight) {
    Operand<TFloat32> norms = Norms.of(tf, config, weight);
    Operand<TFloat32> clipped =
        tf.clipByValue(
            norms,
            tf.constant(config.get(MIN_VALUE).floatValue()),
            tf.constant(config.get(MAX_VALUE).floatValue()));
    double rate = config.get(RATE);
    Operand<TFloat32> desired =
        tf.math.add(
            tf.math.mul(clipped, tf.constant((float) rate)),
            tf.math.mul(norms, tf.constant((float) (1 - rate))));
    return Norms.rescaled(tf, weight, norms, desired);
  }
}
