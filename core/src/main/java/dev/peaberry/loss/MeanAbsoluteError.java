package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean over the outputs of the absolute differences. See <a
 * href="https://keras.io/api/losses/regression_losses/#meanabsoluteerror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MeanAbsoluteError(Config config) implements Loss {
  /** Keras's MeanAbsoluteError. */
  public static final Schema<MeanAbsoluteError> SCHEMA =
      Schema.of("MeanAbsoluteError", MeanAbsoluteError::new, Reduction.OPTION);

  /** Checks that the settings are a MeanAbsoluteError's. */
  public MeanAbsoluteError {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static MeanAbsoluteError of() {
    return new MeanAbsoluteError(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public MeanAbsoluteError withReduction(Reduction reduction) {
    return new MeanAbsoluteError(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.REAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    return Values.ofMean(tf, tf.math.abs(tf.math.sub(yPred, yTrue)), -1);
  }
}
