package dev.peaberry.format;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The optimizer's part of Keras 3's weight files: numbered variables, of which the iteration is the
 * first. A LossScaleOptimizer has four of its own before those of its inner optimizer, which Keras
 * writes again in a group of their own.
 */
final class OptimizerVars {
  /** Where the optimizer's name is, too. */
  static final String GROUP = "optimizer/vars";

  private static final String INNER_VARS = "optimizer/inner_optimizer/vars";
  private static final String STEP_COUNTER = "2";
  private static final String DYNAMIC_SCALE = "3";
  private static final int SCALING_VARIABLES = 4;

  private OptimizerVars() {}

  /**
   * What the optimizer remembered; empty if the file holds none.
   *
   * @param name the optimizer's
   */
  static Optional<OptimizerState> read(Hdf5File file, String name) {
    int count = file.children(GROUP).size();
    if (count == 0) {
      return Optional.empty();
    }
    boolean scaled = !file.children(INNER_VARS).isEmpty();
    int first = scaled ? SCALING_VARIABLES : 0;
    List<FloatArray> variables = new ArrayList<>();
    for (int i = first + 1; i < count; i++) {
      variables.add(file.floats(GROUP + "/" + i));
    }
    return Optional.of(
        new OptimizerState(
            name,
            file.integer(GROUP + "/" + first),
            variables,
            scaled ? Optional.of(lossScaling(file)) : Optional.empty()));
  }

  private static OptimizerState.LossScaling lossScaling(Hdf5File file) {
    return new OptimizerState.LossScaling(
        file.integer(GROUP + "/" + STEP_COUNTER),
        file.floats(GROUP + "/" + DYNAMIC_SCALE, Shape.of()).data()[0]);
  }

  static void write(OptimizerState state, Hdf5Writer.Group root) {
    Hdf5Writer.Group vars = root.group(GROUP);
    state
        .lossScaling()
        .ifPresent(
            scaling -> {
              vars.dataset("0", 0L); // the inner optimizer counts
              vars.dataset("1", FloatArray.scalar(0)); // the inner optimizer has the rate
              vars.dataset(STEP_COUNTER, scaling.stepCounter());
              vars.dataset(DYNAMIC_SCALE, FloatArray.scalar(scaling.dynamicScale()));
              write(state, root.group(INNER_VARS), 0);
            });
    write(state, vars, state.lossScaling().isPresent() ? SCALING_VARIABLES : 0);
  }

  private static void write(OptimizerState state, Hdf5Writer.Group vars, int first) {
    vars.dataset(String.valueOf(first), state.iteration());
    for (int i = 0; i < state.variables().size(); i++) {
      vars.dataset(String.valueOf(first + 1 + i), state.variables().get(i));
    }
  }
}
