package dev.peaberry.data;

import java.util.Comparator;

/** Python's order of strings, which differs from Java's for characters outside the basic plane. */
final class CodePoints {
  static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  private static int compare(String one, String other) {
    return compare(one, 0, one.length(), other, 0, other.length());
  }

  /** Compares the parts of two strings from an index to before another. */
  static int compare(String one, int from, int to, String other, int otherFrom, int otherTo) {
    int shorter = Math.min(to - from, otherTo - otherFrom);
    for (int i = 0; i < shorter; i++) {
      char a = one.charAt(from + i);
      char b = other.charAt(otherFrom + i);
      if (a != b) {
        // Surrogates stand for the highest code points but are not the highest characters.
        boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
        return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(to - from, otherTo - otherFrom);
  }
}
