package dev.peaberry.train;

/** A training cannot start or go on. The message is one line: found, expected, what to do. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A training that cannot go on, in words. */
  public TrainingException(String message) {
    super(message);
  }

  /** A training that cannot go on, in words, because of something underneath. */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
