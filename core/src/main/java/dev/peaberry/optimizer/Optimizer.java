package dev.peaberry.optimizer;

import dev.peaberry.config.Configured;
import dev.peaberry.engine.Variable;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * How gradients change weights. Immutable and thread-safe; what it remembers between steps lives in
 * the program. See <a href="https://keras.io/api/optimizers/">keras.io</a>.
 */
public interface Optimizer extends Configured {
  /**
   * What is remembered for each variable, in Keras's order: the names of a group stand side by side
   * for each variable, the groups one after the other.
   */
  List<List<String>> slots();

  /**
   * Adds the change of one variable to a program.
   *
   * @param scope TensorFlow and what is fed at each step
   * @param gradient clipped and averaged already
   * @param slots what is remembered for this variable, by name
   */
  Op update(
      UpdateScope scope,
      Variable variable,
      Operand<TFloat32> gradient,
      Map<String, Variable> slots);

  /** The learning rate or its schedule. */
  default LearningRate learningRate() {
    return config().get(Common.learningRate(config()));
  }

  /** The number of batches whose gradients are averaged for one update. */
  default int gradientAccumulationSteps() {
    return config().get(Common.GRADIENT_ACCUMULATION_STEPS).orElse(1);
  }

  /** Whether a moving average of the weights is kept. */
  default boolean useEma() {
    return config().get(Common.USE_EMA);
  }

  /** The same with another learning rate. */
  Optimizer withLearningRate(double learningRate);
}
