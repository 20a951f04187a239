package dev.peaberry.data;

/** A connection that broke, stalled or was refused for the moment: another attempt may succeed. */
final class BrokenTransferException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokenTransferException(String message) {
    super(message);
  }

  BrokenTransferException(String message, Throwable cause) {
    super(message, cause);
  }
}
