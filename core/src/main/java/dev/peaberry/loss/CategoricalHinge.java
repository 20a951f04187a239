package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How far the output of the right class is from being greater by 1 than all others: {@code
 * max(max((1 - y) p) - sum(y p) + 1, 0)}. See <a
 * href="https://keras.io/api/losses/hinge_losses/#categoricalhinge-class">keras.io</a>.
 *
 * @param config the settings
 */
public record CategoricalHinge(Config config) implements Loss {
  /** Keras's CategoricalHinge. */
  public static final Schema<CategoricalHinge> SCHEMA =
      Schema.of("CategoricalHinge", CategoricalHinge::new, Reduction.OPTION);

  /** Checks that the settings are a CategoricalHinge's. */
  public CategoricalHinge {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static CategoricalHinge of() {
    return new CategoricalHinge(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public CategoricalHinge withReduction(Reduction reduction) {
    return new CategoricalHinge(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.CATEGORICAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> right = tf.reduceSum(tf.math.mul(yTrue, yPred), tf.constant(-1));
    Operand<TFloat32> wrong =
        tf.reduceMax(tf.math.mul(tf.math.sub(one, yTrue), yPred), tf.constant(-1));
    Operand<TFloat32> margin = tf.math.add(tf.math.sub(wrong, right), one);
    return Values.of(tf.math.maximum(margin, tf.constant(0f)));
  }
}
