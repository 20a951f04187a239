package dev.peaberry.loss;

import dev.peaberry.config.Configured;
import dev.peaberry.config.Registry;
import dev.peaberry.engine.GraphScope;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What training makes small. Immutable and thread-safe. See <a
 * href="https://keras.io/api/losses/">keras.io</a>.
 */
public interface Loss extends Configured {
  /**
   * The loss of each example (or of each pixel of a map).
   *
   * @param yTrue the targets, encoded as {@link #targets} says
   * @param yPred what the model gives, {@code (N, ..., classes)}
   */
  Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred);

  /** How labels must be encoded. */
  Targets targets();

  /** How the values become one. */
  default Reduction reduction() {
    return config().get(Reduction.OPTION);
  }

  /** Keras's name of its function form, as {@code compile} takes it. */
  default String keyword() {
    return Registry.shortName(className());
  }

  /**
   * The loss as training uses it.
   *
   * @param weights a weight for each value, {@code (N)} or {@code (N, ...)}, or none
   * @return a scalar, or all values where the reduction is none
   */
  default Operand<TFloat32> call(
      GraphScope scope,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      Optional<Operand<TFloat32>> weights) {
    Values values = values(scope, aligned(scope, yTrue, yPred), yPred);
    return reduction().apply(scope.tf(), values, weights);
  }

  /** A label for each example is one for the single output, as Keras takes it. */
  private Operand<TFloat32> aligned(
      GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    org.tensorflow.ndarray.Shape output = yPred.shape();
    boolean missesAxis =
        targets() != Targets.SPARSE
            && targets() != Targets.GROUP
            && yTrue.shape().numDimensions() == output.numDimensions() - 1
            && output.get(-1) == 1;
    return missesAxis ? scope.tf().expandDims(yTrue, scope.tf().constant(-1)) : yTrue;
  }

  /**
   * A loss for each example.
   *
   * @param losses {@code (N, ...)}
   * @param mask 1 for each that counts and 0 for the others, or none if all do
   */
  record Values(Operand<TFloat32> losses, Optional<Operand<TFloat32>> mask) {
    /** Losses that all count. */
    public static Values of(Operand<TFloat32> losses) {
      return new Values(losses, Optional.empty());
    }

    static Values ofMean(Ops tf, Operand<TFloat32> losses, int axis) {
      return of(tf.math.mean(losses, tf.constant(axis)));
    }
  }
}
