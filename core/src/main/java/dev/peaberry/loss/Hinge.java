package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The mean over the outputs of {@code max(1 - y p, 0)} for labels -1 and 1; labels 0 and 1 count as
 * those. See <a href="https://keras.io/api/losses/hinge_losses/#hinge-class">keras.io</a>.
 *
 * @param config the settings
 */
public record Hinge(Config config) implements Loss {
  /** Keras's Hinge. */
  public static final Schema<Hinge> SCHEMA = Schema.of("Hinge", Hinge::new, Reduction.OPTION);

  /** Checks that the settings are a Hinge's. */
  public Hinge {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static Hinge of() {
    return new Hinge(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public Hinge withReduction(Reduction reduction) {
    return new Hinge(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.SIGN;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    return Values.ofMean(tf, margin(tf, yTrue, yPred), -1);
  }

  /** How far each output is from being right by 1. */
  static Operand<TFloat32> margin(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> agreement = tf.math.mul(signs(tf, yTrue), yPred);
    return tf.math.maximum(tf.math.sub(one, agreement), tf.constant(0f));
  }

  /** A batch whose labels are all 0 or 1 is y + (y - 1), any other one y. */
  private static Operand<TFloat32> signs(Ops tf, Operand<TFloat32> yTrue) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TBool> isEach =
        tf.math.logicalOr(tf.math.equal(yTrue, tf.constant(0f)), tf.math.equal(yTrue, one));
    Operand<TBool> isBinary =
        tf.reduceAll(tf.reshape(isEach, tf.constant(new int[] {-1})), tf.constant(0));
    Operand<TFloat32> shift = tf.dtypes.cast(isBinary, TFloat32.class);
    return tf.math.add(yTrue, tf.math.mul(shift, tf.math.sub(yTrue, one)));
  }
}
