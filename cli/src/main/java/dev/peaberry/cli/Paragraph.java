package dev.peaberry.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of some eighty columns. Stateless. */
final class Paragraph {
  private static final int WIDTH = 78;

  private Paragraph() {}

  /**
   * The lines of a text.
   *
   * @param head before the first line; the others are indented as far
   */
  static List<String> of(String head, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    boolean begun = false;
    for (String word : text.split(" ", -1)) {
      if (begun && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(head.length()));
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    lines.add(line.toString());
    return lines;
  }
}
