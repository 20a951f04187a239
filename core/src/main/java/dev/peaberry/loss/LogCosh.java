package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean over the outputs of {@code log(cosh(difference))}: half the square of small differences,
 * the size of large ones. See <a
 * href="https://keras.io/api/losses/regression_losses/#logcosh-class">keras.io</a>.
 *
 * @param config the settings
 */
public record LogCosh(Config config) implements Loss {
  /** Keras's LogCosh. */
  public static final Schema<LogCosh> SCHEMA = Schema.of("LogCosh", LogCosh::new, Reduction.OPTION);

  /** Checks that the settings are a LogCosh's. */
  public LogCosh {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static LogCosh of() {
    return new LogCosh(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public LogCosh withReduction(Reduction reduction) {
    return new LogCosh(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.REAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> x = tf.math.sub(yPred, yTrue);
    Operand<TFloat32> rest = tf.math.softplus(tf.math.mul(x, tf.constant(-2f)));
    Operand<TFloat32> losses = tf.math.sub(tf.math.add(x, rest), tf.constant((float) Math.log(2)));
    return Values.ofMean(tf, losses, -1);
  }
}
