package dev.peaberry.cli;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of a table for other programs, by RFC 4180. Stateless.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvLines {
  private CsvLines() {}

  /** A line with its end. */
  static String of(List<String> cells) {
    return cells.stream().map(CsvLines::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
