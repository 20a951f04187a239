package dev.peaberry.engine;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * Something that a program does in one run: what it is fed, what it gives back and what it changes.
 * Immutable.
 *
 * @param inputs fed in this order
 * @param results fetched in this order
 * @param effects operations that are run for what they change
 */
public record Routine(List<Input> inputs, List<Operand<TFloat32>> results, List<Op> effects) {
  /** Copies the lists. */
  public Routine {
    inputs = List.copyOf(inputs);
    results = List.copyOf(results);
    effects = List.copyOf(effects);
  }
}
