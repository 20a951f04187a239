package dev.peaberry.data;

import java.util.Locale;

/** Amounts of memory as people read them. Stateless. */
final class Bytes {
  private Bytes() {}

  /** For example {@code "614 MB"} or {@code "2.5 GB"}. */
  static String text(long bytes) {
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
