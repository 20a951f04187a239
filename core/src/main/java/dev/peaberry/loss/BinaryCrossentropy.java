package dev.peaberry.loss;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of labels 0 and 1, the mean over the outputs. Computed from the logits where a
 * sigmoid comes right before it. See <a
 * href="https://keras.io/api/losses/probabilistic_losses/#binarycrossentropy-class">keras.io</a>.
 *
 * @param config the settings
 */
public record BinaryCrossentropy(Config config) implements Loss {
  /** Keras's BinaryCrossentropy. */
  public static final Schema<BinaryCrossentropy> SCHEMA =
      Schema.of(
          "BinaryCrossentropy",
          BinaryCrossentropy::new,
          Reduction.OPTION,
          Probabilities.FROM_LOGITS,
          Probabilities.LABEL_SMOOTHING,
          Axes.AXIS);

  /** Checks that the settings are a BinaryCrossentropy's. */
  public BinaryCrossentropy {
    SCHEMA.require(config);
  }

  /** Of probabilities. */
  public static BinaryCrossentropy of() {
    return new BinaryCrossentropy(SCHEMA.defaults());
  }

  /** Of logits. */
  public static BinaryCrossentropy fromLogits() {
    return new BinaryCrossentropy(SCHEMA.with(Probabilities.FROM_LOGITS, true));
  }

  /** With labels moved towards one half by a share, 0 to 1. */
  public BinaryCrossentropy withLabelSmoothing(double share) {
    return new BinaryCrossentropy(config.with(Probabilities.LABEL_SMOOTHING, share));
  }

  /** With another way to make one number of the values. */
  public BinaryCrossentropy withReduction(Reduction reduction) {
    return new BinaryCrossentropy(config.with(Reduction.OPTION, reduction));
  }

  @Override
  public Targets targets() {
    return Targets.BINARY;
  }

  @Override
  public Values values(GraphScope scope, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Ops tf = scope.tf();
    Operand<TFloat32> labels =
        Probabilities.smoothedBinary(tf, yTrue, config.get(Probabilities.LABEL_SMOOTHING));
    Optional<Operand<TFloat32>> logits = Probabilities.logits(scope, config, yPred);
    Operand<TFloat32> losses = Probabilities.binaryCrossEntropy(tf, labels, yPred, logits);
    return Values.ofMean(tf, losses, config.get(Axes.AXIS));
  }
}
