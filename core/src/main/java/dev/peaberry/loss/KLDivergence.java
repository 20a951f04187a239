package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The Kullback-Leibler divergence {@code sum(y log(y / p))} of distributions, whose parts count as
 * 1e-7 where they are smaller. See <a
 * href="https://keras.io/api/losses/probabilistic_losses/#kldivergence-class">keras.io</a>.
 *
 * @param config the settings
 */
public record KLDivergence(Config config) implements Loss {
  /** Keras's KLDivergence. */
  public static final Schema<KLDivergence> SCHEMA =
      Schema.of("KLDivergence", KLDivergence::new, Reduction.OPTION);

  /** Checks that the settings are a KLDivergence's. */
  public KLDivergence {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static KLDivergence of() {
    return new KLDivergence(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public KLDivergence withReduction(Reduction reduction) {
    return new KLDivergence(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.CATEGORICAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> labels = clipped(tf, yTrue);
    Operand<TFloat32> ratio = tf.math.div(labels, clipped(tf, yPred));
    return Values.of(tf.reduceSum(tf.math.mul(labels, tf.math.log(ratio)), tf.constant(-1)));
  }

  private static Operand<TFloat32> clipped(Ops tf, Operand<TFloat32> x) {
    return tf.clipByValue(x, tf.constant(Probabilities.EPSILON), tf.constant(1f));
  }
}
