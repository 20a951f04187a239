package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The negative cosine of the angle between targets and outputs: -1 where they point in the same
 * direction. See <a
 * href="https://keras.io/api/losses/regression_losses/#cosinesimilarity-class">keras.io</a>.
 *
 * @param config the settings
 */
public record CosineSimilarity(Config config) implements Loss {
  private static final Option<Integer> AXIS = Axes.AXIS.unlisted();

  /** Keras divides by a norm of at least 1e-7. */
  private static final float SMALLEST_SQUARE = 1e-14f;

  /** Keras's CosineSimilarity. */
  public static final Schema<CosineSimilarity> SCHEMA =
      Schema.of("CosineSimilarity", CosineSimilarity::new, Reduction.OPTION, AXIS);

  /** Checks that the settings are a CosineSimilarity's. */
  public CosineSimilarity {
    SCHEMA.require(config);
  }

  /** Along the last axis. */
  public static CosineSimilarity of() {
    return new CosineSimilarity(SCHEMA.defaults());
  }

  /** Along another axis. */
  public CosineSimilarity withAxis(int axis) {
    return new CosineSimilarity(config.with(AXIS, axis));
  }

  /** With another way to make one number of the values. */
  public CosineSimilarity withReduction(Reduction reduction) {
    return new CosineSimilarity(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.REAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    int axis = config.get(AXIS);
    Operand<TFloat32> product =
        tf.math.mul(
            direction(tf, Axes.moveToLast(tf, yTrue, axis)),
            direction(tf, Axes.moveToLast(tf, yPred, axis)));
    return Values.of(tf.math.neg(tf.reduceSum(product, tf.constant(-1))));
  }

  private static Operand<TFloat32> direction(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> square =
        tf.math.maximum(Axes.sumOfLast(tf, tf.math.square(x)), tf.constant(SMALLEST_SQUARE));
    return tf.math.mul(x, tf.math.rsqrt(square));
  }
}
