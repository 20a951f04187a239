package dev.peaberry.data.check;

/**
 * A picture of a data set in several parts. Immutable.
 *
 * @param part the name of its part, empty where there are no parts
 * @param index its index there
 * @param name its name there
 * @param className the name of its class, empty for files that are in none
 */
public record Picture(String part, int index, String name, String className) {
  /** A file that is no picture of the source. */
  static Picture stray(String part, String name) {
    return new Picture(part, -1, name, "");
  }

  /** The name with the part in front, where there are parts. */
  public String fullName() {
    return part.isEmpty() ? name : part + "/" + name;
  }
}
