package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean over the outputs of the squared differences of {@code log(1 + y)}; what is below 1e-7
 * counts as that. See <a
 * href="https://keras.io/api/losses/regression_losses/#meansquaredlogarithmicerror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MeanSquaredLogarithmicError(Config config) implements Loss {
  /** Keras's MeanSquaredLogarithmicError. */
  public static final Schema<MeanSquaredLogarithmicError> SCHEMA =
      Schema.of("MeanSquaredLogarithmicError", MeanSquaredLogarithmicError::new, Reduction.OPTION);

  /** Checks that the settings are a MeanSquaredLogarithmicError's. */
  public MeanSquaredLogarithmicError {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static MeanSquaredLogarithmicError of() {
    return new MeanSquaredLogarithmicError(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public MeanSquaredLogarithmicError withReduction(Reduction reduction) {
    return new MeanSquaredLogarithmicError(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.REAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> difference = tf.math.sub(logarithm(tf, yPred), logarithm(tf, yTrue));
    return Values.ofMean(tf, tf.math.square(difference), -1);
  }

  private static Operand<TFloat32> logarithm(Ops tf, Operand<TFloat32> x) {
    return tf.math.log1p(tf.math.maximum(x, tf.constant(Probabilities.EPSILON)));
  }
}
