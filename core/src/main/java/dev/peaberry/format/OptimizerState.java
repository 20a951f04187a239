package dev.peaberry.format;

import dev.peaberry.engine.FloatArray;
import java.util.List;
import java.util.Optional;

/**
 * What an optimizer remembers between steps. Immutable as long as nobody writes into the arrays.
 *
 * @param name the optimizer's name, as Keras makes it from the class: {@code adam}, {@code
 *     rm_sprop}
 * @param iteration the number of updates so far
 * @param variables all further variables in Keras's order: the learning rate, a scalar (absent
 *     where a schedule gives it), then the slots
 * @param lossScaling of the LossScaleOptimizer around it, if there is one; the rest is the inner
 *     optimizer's then
 */
public record OptimizerState(
    String name, long iteration, List<FloatArray> variables, Optional<LossScaling> lossScaling) {
  /**
   * What a LossScaleOptimizer remembers. Immutable.
   *
   * @param stepCounter the steps since the scale last changed
   * @param dynamicScale the present scale
   */
  public record LossScaling(long stepCounter, float dynamicScale) {}

  /**
   * Checks the name and the iteration.
   *
   * @throws IllegalArgumentException if the name is empty or the iteration negative
   */
  public OptimizerState {
    variables = List.copyOf(variables);
    if (name.isEmpty() || iteration < 0) {
      throw new IllegalArgumentException(
          "Found the optimizer '"
              + name
              + "' at iteration "
              + iteration
              + ", expected a name and an iteration of at least 0");
    }
  }

  /** Of an optimizer without loss scaling. */
  public OptimizerState(String name, long iteration, List<FloatArray> variables) {
    this(name, iteration, variables, Optional.empty());
  }
}
