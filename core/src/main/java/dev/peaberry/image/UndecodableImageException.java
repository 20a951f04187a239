package dev.peaberry.image;

/** Bytes that are not a picture this library reads, or a damaged or dangerously large one. */
public final class UndecodableImageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A picture that cannot be decoded; the reason is one line. */
  public UndecodableImageException(String reason) {
    super(reason);
  }

  /** A picture that cannot be decoded, because of something underneath. */
  public UndecodableImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
