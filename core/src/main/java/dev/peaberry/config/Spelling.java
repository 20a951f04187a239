package dev.peaberry.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name somebody has meant. */
public final class Spelling {
  private Spelling() {}

  /** A question about the nearest known name, {@code , did you mean 'x'?}, if one is near. */
  public static Optional<String> question(String written, Collection<String> known) {
    return nearest(written, known).map(name -> ", did you mean '" + name + "'?");
  }

  /** The known name that takes the fewest changed letters, a third of them at most. */
  private static Optional<String> nearest(String written, Collection<String> known) {
    String typed = written.toLowerCase(Locale.ROOT);
    int most = Math.max(1, Math.min(typed.length(), 60) / 3);
    return known.stream()
        .filter(name -> Math.abs(name.length() - typed.length()) <= most)
        .filter(name -> distance(typed, name.toLowerCase(Locale.ROOT)) <= most)
        .min(Comparator.comparingInt(name -> distance(typed, name.toLowerCase(Locale.ROOT))));
  }

  /** Letters to be added, removed, replaced or exchanged with the next one. */
  private static int distance(String a, String b) {
    int[][] changes = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        changes[i][j] = i == 0 || j == 0 ? i + j : fewest(changes, a, b, i, j);
      }
    }
    return changes[a.length()][b.length()];
  }

  private static int fewest(int[][] changes, String a, String b, int i, int j) {
    char last = a.charAt(i - 1);
    int replaced = changes[i - 1][j - 1] + (last == b.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(replaced, 1 + Math.min(changes[i - 1][j], changes[i][j - 1]));
    boolean exchanged =
        i > 1 && j > 1 && last == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(fewest, changes[i - 2][j - 2] + 1) : fewest;
  }
}
