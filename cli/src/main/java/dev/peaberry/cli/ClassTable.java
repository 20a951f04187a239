package dev.peaberry.cli;

import dev.peaberry.evaluate.Scores;
import java.util.List;
import java.util.Locale;

/** How well each class is recognised, for a terminal. Stateless. */
final class ClassTable {
  private ClassTable() {}

  /** A row for each class, with so many digits after the point. */
  static TextTable of(List<Scores> classes, int digits) {
    TextTable table = new TextTable("Class", "precision", "recall", "F1", "pictures");
    for (Scores scores : classes) {
      table.row(
          scores.name(),
          share(scores.precision(), digits),
          share(scores.recall(), digits),
          share(scores.f1(), digits),
          Quantity.grouped(scores.support()));
    }
    return table;
  }

  private static String share(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
