package dev.peaberry.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant by a misspelt word. Stateless. */
final class Suggestion {
  private Suggestion() {}

  /** {@code "; did you mean 'small-cnn'?"}, or nothing if no word is near. */
  static String forWord(String found, Collection<String> known) {
    return nearest(found, known).map(word -> "; did you mean '" + word + "'?").orElse("");
  }

  private static Optional<String> nearest(String found, Collection<String> known) {
    String word = found.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(each -> distance(word, each.toLowerCase(Locale.ROOT)) <= 1 + each.length() / 4)
        .min(Comparator.comparingInt(each -> distance(word, each.toLowerCase(Locale.ROOT))));
  }

  /** The number of letters to insert, delete, replace or swap with their neighbour. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + replaced);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
