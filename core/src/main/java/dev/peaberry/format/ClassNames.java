package dev.peaberry.format;

import java.util.List;

/**
 * The names of a classifier's classes, in the order of its outputs. Immutable.
 *
 * @param names at least one, all different
 */
public record ClassNames(List<String> names) {
  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if there are none, or one is empty or there twice
   */
  public ClassNames {
    names = List.copyOf(names);
    if (names.isEmpty()
        || names.contains("")
        || names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException(
          "Found the class names " + names + ", expected different names, none of them empty");
    }
  }

  /** The name of an output. */
  public String get(int index) {
    return names.get(index);
  }

  /** The number of classes. */
  public int size() {
    return names.size();
  }
}
