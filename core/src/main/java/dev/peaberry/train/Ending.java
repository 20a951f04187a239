package dev.peaberry.train;

/**
 * How and why a training ended. Immutable.
 *
 * @param how whether all epochs are done
 * @param reason in words, a line
 */
public record Ending(How how, String reason) {
  /** The ways in which a training ends. */
  public enum How {
    /** All epochs are done. */
    COMPLETED,
    /** A callback has stopped it. */
    STOPPED,
    /** Somebody asked it to save itself and stop; it can be resumed. */
    INTERRUPTED
  }

  static Ending completed(int epochs) {
    return new Ending(How.COMPLETED, epochs == 1 ? "1 epoch is done" : epochs + " epochs are done");
  }
}
