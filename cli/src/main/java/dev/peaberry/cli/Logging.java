package dev.peaberry.cli;

/** How much the log tells; {@code logback.xml} reads it when the first logger is made. */
final class Logging {
  private static final String LEVEL = "peaberry.log";

  private Logging() {}

  /** Warnings only, or everything. */
  static void start(boolean debugging) {
    if (debugging) {
      System.setProperty(LEVEL, "DEBUG");
    }
  }
}
