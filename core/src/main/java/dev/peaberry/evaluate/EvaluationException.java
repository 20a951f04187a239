package dev.peaberry.evaluate;

/** A model's outputs cannot be judged. The message says which, and what was expected. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Outputs that cannot be judged, in words. */
  public EvaluationException(String message) {
    super(message);
  }
}
