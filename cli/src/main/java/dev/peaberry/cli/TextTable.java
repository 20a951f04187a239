package dev.peaberry.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligned columns for a terminal: the first, or the first few, to the left, the others to the
 * right. Mutable.
 */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int left;

  /** A table with these headings. */
  TextTable(String... headings) {
    this(1, List.of(headings));
  }

  /** A table with these headings, so many of the columns to the left. */
  TextTable(int left, List<String> headings) {
    this.left = left;
    rows.add(List.copyOf(headings));
  }

  /** Adds a row, with as many cells as there are headings. */
  TextTable row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "Found " + cells.size() + " cells, expected " + rows.get(0).size());
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Adds a row. */
  TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** The lines, the headings first. */
  List<String> lines() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String pad = " ".repeat(widths[c] - row.get(c).length());
      line.append(c == 0 ? "" : GAP).append(c < left ? row.get(c) + pad : pad + row.get(c));
    }
    return line.toString().stripTrailing();
  }

  /** Prints the table, the headings in bold. */
  void print(Console console) {
    List<String> lines = lines();
    console.printBold(lines.get(0));
    lines.subList(1, lines.size()).forEach(console::printPlain);
  }
}
