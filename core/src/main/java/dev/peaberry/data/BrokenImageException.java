package dev.peaberry.data;

/** One picture could not be read or decoded; the others may be fine. The message says why. */
public final class BrokenImageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String reason;

  /** A broken picture, by its name, whose line breaks are not repeated, and in words. */
  public BrokenImageException(String name, String reason, Throwable cause) {
    super(Reasons.oneLine(name) + ": " + reason, cause);
    this.name = Reasons.oneLine(name);
    this.reason = reason;
  }

  /** The picture's name and the reason, to be listed. */
  public BrokenImage toBrokenImage() {
    return new BrokenImage(name, reason);
  }
}
