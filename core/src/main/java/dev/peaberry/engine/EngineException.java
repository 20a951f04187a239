package dev.peaberry.engine;

/** The engine cannot do what was asked of it. The message says what and what to do. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure of the engine, in words. */
  public EngineException(String message) {
    super(message);
  }

  /** A failure of the engine, in words, because of something underneath. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
