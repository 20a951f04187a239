package dev.peaberry.format;

/** Says what is wrong inside a file; {@link Untrusted} adds which file. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Malformed(String message) {
    super(message);
  }
}
