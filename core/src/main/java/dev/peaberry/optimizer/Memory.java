package dev.peaberry.optimizer;

import dev.peaberry.engine.FloatArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that an optimizer remembers from one batch to the next. Immutable as long as nobody writes
 * into the arrays.
 *
 * @param iterations the batches whose gradients were used so far, which schedules count
 * @param lossScale of a {@link LossScaleOptimizer}
 * @param slots by name, in Keras's order and as Keras has them
 */
public record Memory(
    long iterations, Optional<LossScale> lossScale, Map<String, FloatArray> slots) {
  /** Copies the map. */
  public Memory {
    slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
  }
}
