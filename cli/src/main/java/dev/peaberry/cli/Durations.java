package dev.peaberry.cli;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them. Stateless. */
final class Durations {
  private Durations() {}

  /** {@code 0:09}, {@code 12:30}, {@code 1:02:03}. */
  static String clock(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** {@code 8.3 s}, or the clock's form from a minute on. */
  static String text(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    return seconds < 59.95
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : clock(duration) + " min";
  }
}
