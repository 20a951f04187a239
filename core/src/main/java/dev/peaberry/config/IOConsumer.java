package dev.peaberry.config;

import java.io.IOException;

/**
 * Takes a value and may fail with an {@link IOException}: the body of a file being written.
 *
 * @param <T> what is taken
 */
@FunctionalInterface
public interface IOConsumer<T> {
  /**
   * Does the work.
   *
   * @throws IOException if the world fails it
   */
  void accept(T value) throws IOException;
}
