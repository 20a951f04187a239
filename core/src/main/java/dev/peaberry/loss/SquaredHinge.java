package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean over the outputs of {@code max(1 - y p, 0)^2} for labels -1 and 1; labels 0 and 1 count
 * as those. See <a
 * href="https://keras.io/api/losses/hinge_losses/#squaredhinge-class">keras.io</a>.
 *
 * @param config the settings
 */
public record SquaredHinge(Config config) implements Loss {
  /** Keras's SquaredHinge. */
  public static final Schema<SquaredHinge> SCHEMA =
      Schema.of("SquaredHinge", SquaredHinge::new, Reduction.OPTION);

  /** Checks that the settings are a SquaredHinge's. */
  public SquaredHinge {
    SCHEMA.require(config);
  }

  /** The loss. */
  public static SquaredHinge of() {
    return new SquaredHinge(SCHEMA.defaults());
  }

  /** With another way to make one number of the values. */
  public SquaredHinge withReduction(Reduction reduction) {
    return new SquaredHinge(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.SIGN;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    return Values.ofMean(tf, tf.math.square(Hinge.margin(tf, yTrue, yPred)), -1);
  }
}
