package dev.peaberry.data;

/**
 * A data set as a whole cannot be used. The message is one line: what was found, what was expected
 * and what to do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A data set that cannot be used, in words. */
  public DataException(String message) {
    super(message);
  }

  /** A data set that cannot be used, in words, because of something underneath. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
