package dev.peaberry.optimizer;

import dev.peaberry.config.Config;
import dev.peaberry.schedule.Schedule;
import java.util.Optional;

/**
 * An optimizer with Keras's common settings: learning rate, weight decay, clipping, moving average,
 * accumulation. Immutable and thread-safe.
 *
 * @param <T> the optimizer's own type
 */
public interface BaseOptimizer<T extends BaseOptimizer<T>> extends Optimizer {
  /**
   * The same class with other settings.
   *
   * @throws dev.peaberry.config.ConfigException if they do not go together
   */
  T with(Config settings);

  @Override
  default T withLearningRate(double learningRate) {
    return withLearningRate(new LearningRate.Constant(learningRate));
  }

  /** With a rate that a schedule decides. */
  default T withLearningRate(Schedule schedule) {
    return withLearningRate(new LearningRate.Scheduled(schedule));
  }

  /** With another rate or a schedule. */
  default T withLearningRate(LearningRate learningRate) {
    return with(config().with(Common.learningRate(config()), learningRate));
  }

  /**
   * With decoupled weight decay (Loshchilov and Hutter 2017): {@code w -= w * decay * rate} before
   * each update.
   *
   * @param decay 0 or more
   */
  default T withWeightDecay(double decay) {
    return with(config().with(Common.weightDecay(config()), Optional.of(decay)));
  }

  /**
   * With the gradient of each weight made at most this long.
   *
   * @throws dev.peaberry.config.ConfigException if gradients are already clipped otherwise
   */
  default T withClipNorm(double norm) {
    return with(config().with(Common.CLIP_NORM, Optional.of(norm)));
  }

  /**
   * With the gradients of all weights together made at most this long.
   *
   * @throws dev.peaberry.config.ConfigException if gradients are already clipped otherwise
   */
  default T withGlobalClipNorm(double norm) {
    return with(config().with(Common.GLOBAL_CLIP_NORM, Optional.of(norm)));
  }

  /**
   * With each number of the gradients kept between {@code -value} and {@code value}.
   *
   * @throws dev.peaberry.config.ConfigException if gradients are already clipped otherwise
   */
  default T withClipValue(double value) {
    return with(config().with(Common.CLIP_VALUE, Optional.of(value)));
  }

  /**
   * With moving averages of the weights, which become the weights at the end of the training.
   *
   * @param momentum the share of the old average in the new one, 0 to 1
   */
  default T withEma(double momentum) {
    return with(config().with(Common.USE_EMA, true).with(Common.EMA_MOMENTUM, momentum));
  }

  /**
   * With moving averages of the weights, which become the weights every so many updates, too.
   *
   * @param momentum the share of the old average in the new one, 0 to 1
   */
  default T withEma(double momentum, int overwriteFrequency) {
    T averaged = withEma(momentum);
    return averaged.with(
        averaged.config().with(Common.EMA_OVERWRITE_FREQUENCY, Optional.of(overwriteFrequency)));
  }

  /** With one update for the mean gradient of so many batches, 2 or more. */
  default T withGradientAccumulation(int steps) {
    return with(config().with(Common.GRADIENT_ACCUMULATION_STEPS, Optional.of(steps)));
  }

  /**
   * With the loss multiplied by a factor while gradients are computed, which are divided by it
   * again: keeps small ones from becoming 0 in half precision. {@link LossScaleOptimizer} finds the
   * factor by itself.
   *
   * @param factor above 0
   */
  default T withLossScaleFactor(double factor) {
    return with(config().with(Common.LOSS_SCALE_FACTOR, Optional.of(factor)));
  }
}
