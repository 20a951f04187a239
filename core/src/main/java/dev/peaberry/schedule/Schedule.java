package dev.peaberry.schedule;

import dev.peaberry.config.Described;
import java.util.OptionalDouble;

/**
 * A learning rate that depends on how far training has come. Immutable and thread-safe. See <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/">keras.io</a>.
 */
public interface Schedule extends Described {
  /**
   * The learning rate of a step.
   *
   * @param step the number of batches already done: 0 for the first step
   * @throws IllegalArgumentException if the step is negative
   */
  double at(long step);

  /**
   * The momentum of a step, for schedules that decide it, too.
   *
   * @param step the number of batches already done: 0 for the first step
   * @throws IllegalArgumentException if the step is negative
   */
  default OptionalDouble momentumAt(long step) {
    return OptionalDouble.empty();
  }
}
