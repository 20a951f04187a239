package dev.peaberry.report;

import dev.peaberry.report.Canvas.Letters;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names of curves beside samples of their lines, in as many rows as they need. Immutable. */
final class Legend {
  private static final double SIZE = 12;
  private static final double SAMPLE = 30;
  private static final double GAP = 22;
  private static final double LONGEST = 420;

  private final List<Placed> placed;

  /** A curve's name and the number of its colour; -1 for the mark of the best epoch. */
  record Entry(String name, int series) {}

  private record Placed(Entry entry, double x, int row) {}

  private Legend(List<Placed> placed) {
    this.placed = placed;
  }

  static Legend of(List<Entry> curves, Optional<String> best, double width) {
    List<Entry> entries = new ArrayList<>(curves);
    best.ifPresent(text -> entries.add(new Entry(text, -1)));
    List<Placed> placed = new ArrayList<>();
    double x = 0;
    int row = 0;
    for (Entry entry : entries) {
      String text = Lettering.shorten(entry.name(), SIZE, Math.min(LONGEST, width - SAMPLE));
      double length = SAMPLE + Lettering.width(text, SIZE);
      if (x > 0 && x + length > width) {
        x = 0;
        row++;
      }
      placed.add(new Placed(new Entry(text, entry.series()), x, row));
      x += length + GAP;
    }
    return new Legend(placed);
  }

  int rows() {
    return placed.isEmpty() ? 0 : placed.get(placed.size() - 1).row() + 1;
  }

  void draw(Canvas canvas, double left, double top, double rowHeight) {
    for (Placed place : placed) {
      double x = left + place.x();
      double y = top + place.row() * rowHeight;
      int series = place.entry().series();
      double[] xs = {x, x + SAMPLE - 8};
      double[] ys = {y - 4, y - 4};
      if (series < 0) {
        canvas.lines(xs, ys, Ink.QUIET, 1, 4);
      } else {
        Color color = Ink.series(series);
        canvas.lines(xs, ys, color, 2, Ink.dash(series));
        Color inside = series % 2 == 0 ? color : Color.WHITE;
        canvas.circle(x + (SAMPLE - 8) / 2, y - 4, 2.8, inside, color, 1.4);
      }
      canvas.text(place.entry().name(), x + SAMPLE, y, Letters.of(SIZE, Ink.TEXT));
    }
  }
}
