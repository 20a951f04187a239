package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The rectifier with all of Keras's settings: {@code min(x, max_value)} where {@code x >=
 * threshold}, else {@code negative_slope * (x - threshold)}; the shape stays. See <a
 * href="https://keras.io/api/layers/activation_layers/relu/">keras.io</a>.
 *
 * @param config the settings
 */
public record ReLU(Config config) implements UnaryLayer {
  private static final Option<Optional<Double>> MAX_VALUE =
      Option.of("max_value", Kinds.notNegative().optional(), Optional.empty());
  private static final Option<Double> NEGATIVE_SLOPE =
      Option.of("negative_slope", Kinds.notNegative(), 0.0);
  private static final Option<Double> THRESHOLD = Option.of("threshold", Kinds.notNegative(), 0.0);

  /** Keras's ReLU. */
  public static final Schema<ReLU> SCHEMA =
      LayerSchema.of("ReLU", ReLU::new, MAX_VALUE, NEGATIVE_SLOPE, THRESHOLD);

  /** Checks that the settings are a ReLU's. */
  public ReLU {
    SCHEMA.require(config);
  }

  /** max(x, 0). */
  public static ReLU of() {
    return new ReLU(SCHEMA.defaults());
  }

  /** With a largest value, such as 6 in MobileNet. */
  public ReLU withMaxValue(double maxValue) {
    return new ReLU(config.with(MAX_VALUE, Optional.of(maxValue)));
  }

  /** With a slope below the threshold. */
  public ReLU withNegativeSlope(double slope) {
    return new ReLU(config.with(NEGATIVE_SLOPE, slope));
  }

  /** With another point from which on values pass. */
  public ReLU withThreshold(double threshold) {
    return new ReLU(config.with(THRESHOLD, threshold));
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    double slope = config.get(NEGATIVE_SLOPE);
    double threshold = config.get(THRESHOLD);
    Optional<Double> maxValue = config.get(MAX_VALUE);
    if (slope == 0 && threshold == 0 && maxValue.isEmpty()) {
      return Activation.RELU.apply(scope, x);
    }
    if (slope == 0 && threshold == 0 && maxValue.equals(Optional.of(6.0))) {
      return Activation.RELU6.apply(scope, x);
    }
    Ops tf = scope.tf();
    Operand<TFloat32> from = tf.constant((float) threshold);
    Operand<TFloat32> above =
        maxValue
            .<Operand<TFloat32>>map(max -> tf.math.minimum(x, tf.constant(max.floatValue())))
            .orElse(x);
    Operand<TFloat32> below = tf.math.mul(tf.math.sub(x, from), tf.constant((float) slope));
    return tf.select(tf.math.greaterEqual(x, from), above, below);
  }
}
