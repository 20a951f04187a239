package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The mean over the outputs of half the squared differences, or of what goes on straight where they
 * are greater than {@code delta}. See <a
 * href="https://keras.io/api/losses/regression_losses/#huber-class">keras.io</a>.
 *
 * @param config the settings
 */
public record Huber(Config config) implements Loss {
  private static final Option<Double> DELTA = Option.of("delta", Kinds.positive(), 1.0);

  /** Keras's Huber. */
  public static final Schema<Huber> SCHEMA =
      Schema.of("Huber", Huber::new, Reduction.OPTION, DELTA);

  /** Checks that the settings are a Huber's. */
  public Huber {
    SCHEMA.require(config);
  }

  /** With a delta of 1. */
  public static Huber of() {
    return new Huber(SCHEMA.defaults());
  }

  /** With another difference from which on the loss grows straight. */
  public Huber withDelta(double delta) {
    return new Huber(config.with(DELTA, delta));
  }

  /** With another way to make one number of the values. */
  public Huber withReduction(Reduction reduction) {
    return new Huber(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.REAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    double delta = config.get(DELTA);
    Operand<TFloat32> error = tf.math.sub(yPred, yTrue);
    Operand<TFloat32> size = tf.math.abs(error);
    Operand<TFloat32> half = tf.constant(0.5f);
    Operand<TFloat32> bent = tf.math.mul(half, tf.math.square(error));
    Operand<TFloat32> straight =
        tf.math.sub(
            tf.math.mul(tf.constant((float) delta), size),
            tf.constant((float) (delta * delta / 2)));
    Operand<TBool> isSmall = tf.math.lessEqual(size, tf.constant((float) delta));
    return Values.ofMean(tf, tf.select(isSmall, bent, straight), -1);
  }
}
