package dev.peaberry.data;

/**
 * How many bytes a file has, or may have at most. Immutable.
 *
 * @param most its size, or the largest that is accepted
 * @param isKnown whether it is the very size
 */
record FileSize(long most, boolean isKnown) {
  FileSize {
    if (most < 1) {
      throw new IllegalArgumentException("A file to download has at least 1 byte, found " + most);
    }
  }

  static FileSize known(long bytes) {
    return new FileSize(bytes, true);
  }

  static FileSize atMost(long bytes) {
    return new FileSize(bytes, false);
  }

  /** Whether a file of so many bytes can be the one. */
  boolean allows(long bytes) {
    return isKnown ? bytes == most : bytes >= 1 && bytes <= most;
  }

  /** For an error: {@code "300"}, or {@code "at most 300"}. */
  @Override
  public String toString() {
    return isKnown ? Long.toString(most) : "at most " + most;
  }
}
