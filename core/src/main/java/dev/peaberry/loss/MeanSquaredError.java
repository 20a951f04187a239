package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean over the outputs of the squared differences. See <a
 * href="https://keras.io/api/losses/regression_losses/#meansquarederror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MeanSquaredError(Config config) implements Loss {
  /** Keras's MeanSquaredError. */
  public static final Schema<MeanSquaredError> SCHEMA =
      Schema.of("MeanSquaredError", MeanSquaredError::new, Reduction.OPTION);

  /** Checks that the settings are a MeanSquaredError's. */
  public MeanSquaredError {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static MeanSquaredError of() {
    return new MeanSquaredError(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public MeanSquaredError withReduction(Reduction reduction) {
    return new MeanSquaredError(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.REAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    return Values.ofMean(tf, tf.math.squaredDifference(yPred, yTrue), -1);
  }
}
