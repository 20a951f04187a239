package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean over the outputs of {@code p - y log(p)}, for counts. See <a
 * href="https://keras.io/api/losses/probabilistic_losses/#poisson-class">keras.io</a>.
 *
 * @param config the settings
 */
public record Poisson(Config config) implements Loss {
  /** Keras's Poisson. */
  public static final Schema<Poisson> SCHEMA = Schema.of("Poisson", Poisson::new, Reduction.OPTION);

  /** Checks that the settings are a Poisson's. */
  public Poisson {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static Poisson of() {
    return new Poisson(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public Poisson withReduction(Reduction reduction) {
    return new Poisson(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.REAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> log = tf.math.log(tf.math.add(yPred, tf.constant(Probabilities.EPSILON)));
    return Values.ofMean(tf, tf.math.sub(yPred, tf.math.mul(yTrue, log)), -1);
  }
}
