package dev.peaberry.train;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.OptimizerState;
import dev.peaberry.optimizer.LearningRate;
import dev.peaberry.optimizer.LossScale;
import dev.peaberry.optimizer.LossScaleOptimizer;
import dev.peaberry.optimizer.Memory;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.UpdateGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An optimizer's memory as Keras keeps it: in one order, with the learning rate if it is a number.
 */
final class StoredOptimizer {
  private StoredOptimizer() {}

  static OptimizerState toKeras(Optimizer optimizer, Memory memory, double learningRate) {
    List<FloatArray> variables = new ArrayList<>();
    if (optimizer.learningRate() instanceof LearningRate.Constant) {
      variables.add(FloatArray.scalar(learningRate));
    }
    variables.addAll(memory.slots().values());
    return new OptimizerState(
        CompileConfig.optimizerName(optimizer),
        memory.iterations(),
        variables,
        memory
            .lossScale()
            .map(each -> new OptimizerState.LossScaling(each.stepCounter(), (float) each.scale())));
  }

  /**
   * The memory of an optimizer.
   *
   * @param trained the shapes of all trained weights, by path
   * @throws IllegalArgumentException if it is another optimizer's
   */
  static Memory fromKeras(OptimizerState state, Optimizer optimizer, Map<String, Shape> trained) {
    if (state.lossScaling().isPresent() != optimizer instanceof LossScaleOptimizer) {
      throw new IllegalArgumentException(
          "found the memory of "
              + (state.lossScaling().isPresent() ? "a" : "no")
              + " LossScaleOptimizer, expected that of "
              + optimizer.className()
              + "; resume with the optimizer that the training began with");
    }
    List<FloatArray> found = new ArrayList<>(state.variables());
    if (optimizer.learningRate() instanceof LearningRate.Constant && !found.isEmpty()) {
      found.remove(0);
    }
    List<String> names = UpdateGraph.slotNames(optimizer, trained);
    if (found.size() != names.size()) {
      throw new IllegalArgumentException(
          "found "
              + found.size()
              + " arrays of an optimizer's memory, expected "
              + names.size()
              + " of "
              + optimizer.className()
              + "; resume with the optimizer that the training began with");
    }
    Map<String, FloatArray> slots = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      slots.put(names.get(i), found.get(i));
    }
    return new Memory(
        state.iteration(),
        state.lossScaling().map(each -> new LossScale(each.dynamicScale(), each.stepCounter())),
        slots);
  }
}
