package dev.peaberry.model;

import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a summary as Keras does. */
final class SummaryTable {
  private SummaryTable() {}

  static String print(Summary summary) {
    List<List<String>> lines = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("Layer (type)", "Output Shape", "Param #"));
    if (summary.functional()) {
      header.add("Connected to");
    }
    lines.add(header);
    for (Summary.Row row : summary.rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.name() + " (" + row.className() + ")" + (row.trainable() ? "" : " [frozen]"));
      cells.add(row.outputs().stream().map(SummaryTable::batch).collect(Collectors.joining(", ")));
      cells.add(grouped(row.parameters()));
      if (summary.functional()) {
        cells.add(row.connectedTo().isEmpty() ? "-" : String.join(", ", row.connectedTo()));
      }
      lines.add(cells);
    }
    StringBuilder text = new StringBuilder("Model: \"" + summary.model() + "\"\n");
    table(lines, text);
    text.append(total("Total params", summary.total()));
    text.append(total("Trainable params", summary.trainable()));
    text.append(total("Non-trainable params", summary.nonTrainable()));
    return text.toString();
  }

  private static void table(List<List<String>> lines, StringBuilder text) {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    rule(widths, "┏", "━", "┳", "┓", text);
    for (int i = 0; i < lines.size(); i++) {
      if (i == 1) {
        rule(widths, "┡", "━", "╇", "┩", text);
      } else if (i > 1) {
        rule(widths, "├", "─", "┼", "┤", text);
      }
      String bar = i == 0 ? "┃" : "│";
      for (int c = 0; c < columns; c++) {
        String cell = lines.get(i).get(c);
        String pad = " ".repeat(widths[c] - cell.length());
        text.append(bar).append(' ').append(c == 2 ? pad + cell : cell + pad).append(' ');
      }
      text.append(bar).append('\n');
    }
    rule(widths, "└", "─", "┴", "┘", text);
  }

  private static void rule(
      int[] widths, String left, String line, String cross, String right, StringBuilder text) {
    text.append(left);
    for (int c = 0; c < widths.length; c++) {
      text.append(line.repeat(widths[c] + 2)).append(c == widths.length - 1 ? right : cross);
    }
    text.append('\n');
  }

  private static String total(String what, long parameters) {
    return " " + what + ": " + grouped(parameters) + " (" + bytes(parameters * Float.BYTES) + ")\n";
  }

  private static String batch(Shape shape) {
    String text = shape.toString();
    return shape.rank() == 0 ? "(None,)" : "(None, " + text.substring(1).replace(",)", ")");
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String bytes(long bytes) {
    String[] units = {"B", "KB", "MB", "GB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f %s", value, units[unit]);
  }
}
