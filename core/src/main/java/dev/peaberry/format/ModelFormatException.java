package dev.peaberry.format;

/**
 * A model file cannot be read. The message is one line: the file, what was found, what was expected
 * and what to do.
 */
public final class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A file that cannot be read, in words. */
  public ModelFormatException(String message) {
    super(message);
  }

  /** A file that cannot be read, in words, because of something underneath. */
  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
