package dev.peaberry.initializer;

import dev.peaberry.config.Described;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.random.RandomGenerator;

/**
 * How a weight gets its first values. Immutable and thread-safe. See <a
 * href="https://keras.io/api/layers/initializers/">keras.io</a>; the distributions are Keras's, the
 * draws are not.
 */
public interface Initializer extends Described {
  /**
   * Draws the values of a weight.
   *
   * @param shape Keras's layout: {@code (in, out)}, {@code (h, w, in, out)}
   * @param random the only source of chance
   */
  FloatArray draw(Shape shape, RandomGenerator random);
}
