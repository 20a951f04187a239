package dev.peaberry.data;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A line of a manifest, for messages. Immutable.
 *
 * @param file the manifest
 * @param line the line's number, from 1
 */
record ManifestPlace(Path file, long line) {
  private static final int LONGEST_QUOTE = 60;

  /** What is wrong here: found, expected, what to do. */
  DataException fault(String message, Object... values) {
    return new DataException(text(message, values));
  }

  /** What is wrong here, because of something underneath. */
  DataException faultOf(Throwable cause, String message, Object... values) {
    return new DataException(text(message, values), cause);
  }

  private String text(String message, Object... values) {
    return "%s, line %d: %s".formatted(file, line, String.format(Locale.ROOT, message, values));
  }

  /** A text from a manifest, short and on one line. */
  static String quoted(String text) {
    int end =
        text.offsetByCodePoints(0, Math.min(LONGEST_QUOTE, text.codePointCount(0, text.length())));
    String clean = text.substring(0, end).replaceAll("\\p{Cntrl}", "?");
    return "'" + clean + (end < text.length() ? "…'" : "'");
  }
}
