package dev.peaberry.optimizer;

import dev.peaberry.config.Configured;
import dev.peaberry.engine.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * How gradients change weights. Immutable and thread-safe; what it remembers between steps lives in
 * the program. See <a href="https://keras.io/api/optimizers/">keras.io</a>.
 */
public interface Optimizer extends Configured {
  /**
   * What is remembered for each variable, in Keras's order: those of a group stand side by side for
   * each variable, the groups one after the other.
   */
  List<List<Slot>> slots();

  /** Numbers that Keras remembers once for all variables, after the slots. */
  default List<Tracked> tracked() {
    return List.of();
  }

  /** Names of further arrays of each variable's shape that a kernel works in and forgets. */
  default List<String> scratch() {
    return List.of();
  }

  /**
   * Adds the change of one variable to a program.
   *
   * @param scope TensorFlow and what is fed at each step
   * @param gradient clipped and averaged already
   * @param slots what is remembered for this variable, and its scratch arrays, by name
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

  /** The share of each weight that is taken away before an update, to be multiplied by the rate. */
  default Optional<Double> weightDecay() {
    return config().get(Common.weightDecay(config()));
  }

  /** Whether a weight takes part in the weight decay, by its path such as {@code conv1/kernel}. */
  default boolean decays(String path) {
    return true;
  }

  /** What {@link #withoutWeightDecayOf} was told. */
  default List<String> excludedFromWeightDecay() {
    return List.of();
  }

  /**
   * The same without weight decay for some weights, usually biases and the weights of
   * normalization. Keras's {@code exclude_from_weight_decay}, which is not part of {@code
   * get_config()}: model files do not have it, the state of a training that is written beside them
   * does, so that it is not resumed otherwise by mistake.
   *
   * @param weights each a path of one weight ({@code conv1/bias}, Keras's {@code var_list}), or a
   *     regular expression to be found in the weights' own names ({@code bias}, {@code gamma|beta};
   *     Keras's {@code var_names})
   * @throws dev.peaberry.config.ConfigException if one is no regular expression
   */
  default Optimizer withoutWeightDecayOf(String... weights) {
    return new SelectiveOptimizer(this, List.of(weights), Map.of());
  }

  /** What the learning rate of a weight is multiplied by, by its path. */
  default double learningRateFactor(String path) {
    return 1;
  }

  /** What {@link #withLearningRateFactor} was told. */
  default Map<String, Double> learningRateFactors() {
    return Map.of();
  }

  /**
   * The same with another learning rate for the weights of some layers: discriminative rates, as
   * Howard and Ruder have them (2018) for fine-tuning. Schedules and what changes the rate go on to
   * count for all. Not part of Keras nor of {@code get_config()}; the state of a training that is
   * written beside a model has it.
   *
   * @param layers a regular expression that matches the whole path of a layer, such as {@code
   *     block5.*}; of several that do the first one told counts
   * @param factor at least 0
   * @throws dev.peaberry.config.ConfigException if it is no regular expression, or the factor is
   *     out of its range
   * @see <a href="https://arxiv.org/abs/1801.06146">Universal Language Model Fine-tuning</a>
   */
  default Optimizer withLearningRateFactor(String layers, double factor) {
    return new SelectiveOptimizer(this, List.of(), Map.of(layers, factor));
  }

  /** What the loss is multiplied by while gradients are computed, always the same. */
  default Optional<Double> lossScaleFactor() {
    return config().get(Common.LOSS_SCALE_FACTOR);
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
