package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (1 - p^q) / q} of class indices, p being the probability of the right class: between
 * cross-entropy, for small q, and mean absolute error, which wrong labels disturb less (Zhang and
 * Sabuncu 2018). See <a href="https://arxiv.org/abs/1805.07836">the paper</a>.
 *
 * @param config the settings
 */
public record CategoricalGeneralizedCrossEntropy(Config config) implements Loss {
  private static final Option<Double> Q =
      Option.of("q", Kinds.real().where("a number above 0 and below 1", q -> q > 0 && q < 1), 0.5);

  /** A power with an exponent below 1 has no derivative at 0. */
  private static final float SMALLEST_BASE = Float.MIN_NORMAL;

  /** Keras's CategoricalGeneralizedCrossEntropy. */
  public static final Schema<CategoricalGeneralizedCrossEntropy> SCHEMA =
      Schema.of(
          "CategoricalGeneralizedCrossEntropy",
          CategoricalGeneralizedCrossEntropy::new,
          Reduction.OPTION,
          Q);

  /** Checks that the settings are a CategoricalGeneralizedCrossEntropy's. */
  public CategoricalGeneralizedCrossEntropy {
    SCHEMA.require(config);
  }

  /** With a q of 0.5. */
  public static CategoricalGeneralizedCrossEntropy of() {
    return new CategoricalGeneralizedCrossEntropy(SCHEMA.defaults());
  }

  /** With another exponent, above 0 and below 1. */
  public CategoricalGeneralizedCrossEntropy withQ(double q) {
    return new CategoricalGeneralizedCrossEntropy(config.with(Q, q));
  }

  /** With another way to make one number of the values. */
  public CategoricalGeneralizedCrossEntropy withReduction(Reduction reduction) {
    return new CategoricalGeneralizedCrossEntropy(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.SPARSE;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> oneHot = Axes.oneHot(tf, yTrue, yPred);
    Operand<TFloat32> p =
        tf.math.maximum(
            tf.reduceSum(tf.math.mul(yPred, oneHot), tf.constant(-1)), tf.constant(SMALLEST_BASE));
    Operand<TFloat32> q = tf.constant(config.get(Q).floatValue());
    return Values.of(tf.math.div(tf.math.sub(tf.constant(1f), tf.math.pow(p, q)), q));
  }
}
