package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean over the outputs of the absolute differences in percent of the targets, which count as
 * 1e-7 where they are smaller. See <a
 * href="https://keras.io/api/losses/regression_losses/#meanabsolutepercentageerror-class">keras.io</a>.
 *
 * @param config the settings
 */
public record MeanAbsolutePercentageError(Config config) implements Loss {
  /** Keras's MeanAbsolutePercentageError. */
  public static final Schema<MeanAbsolutePercentageError> SCHEMA =
      Schema.of("MeanAbsolutePercentageError", MeanAbsolutePercentageError::new, Reduction.OPTION);

  /** Checks that the settings are a MeanAbsolutePercentageError's. */
  public MeanAbsolutePercentageError {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static MeanAbsolutePercentageError of() {
    return new MeanAbsolutePercentageError(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public MeanAbsolutePercentageError withReduction(Reduction reduction) {
    return new MeanAbsolutePercentageError(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.REAL;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> size =
        tf.math.maximum(tf.math.abs(yTrue), tf.constant(Probabilities.EPSILON));
    Operand<TFloat32> share = tf.math.abs(tf.math.div(tf.math.sub(yTrue, yPred), size));
    return Values.ofMean(tf, tf.math.mul(share, tf.constant(100f)), -1);
  }
}
