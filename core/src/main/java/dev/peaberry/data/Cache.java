package dev.peaberry.data;

import java.nio.file.Path;

/** Where a pipeline keeps decoded and resized pictures between epochs. Immutable. */
public sealed interface Cache {
  /** Keeps nothing: every epoch decodes again. */
  record None() implements Cache {}

  /**
   * Keeps the pictures as bytes in memory.
   *
   * @param limit the most bytes to take
   */
  record Memory(long limit) implements Cache {
    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Memory {
      if (limit < 1) {
        throw new IllegalArgumentException("A cache limit is at least 1 byte, found " + limit);
      }
    }
  }

  /**
   * Keeps the pictures in a file that is mapped into memory and used again by later runs with the
   * same pictures and sizes.
   *
   * @param folder where the file lies; made when needed
   */
  record Disk(Path folder) implements Cache {}

  /** Keeps nothing. */
  static Cache none() {
    return new None();
  }

  /** Keeps the pictures in memory, in at most half of the Java heap. */
  static Cache memory() {
    return new Memory(Runtime.getRuntime().maxMemory() / 2);
  }

  /** Keeps the pictures in a file below a folder. */
  static Cache disk(Path folder) {
    return new Disk(folder);
  }
}
