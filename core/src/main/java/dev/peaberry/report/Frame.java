package dev.peaberry.report;

import dev.peaberry.report.Canvas.Anchor;
import dev.peaberry.report.Canvas.Letters;
import java.awt.Color;

/**
 * The rectangle in which curves are drawn: its title, grid and axes. Confined to one thread.
 *
 * @param canvas what is drawn on
 * @param left of the rectangle; the labels of the vertical axis are further left
 * @param top of the rectangle; the title is above
 * @param width of the rectangle
 * @param height of the rectangle; the labels of the horizontal axis are below
 */
record Frame(Canvas canvas, double left, double top, double width, double height) {
  /** The room around the rectangle. */
  static final double LEFT = 66;

  static final double TOP = 40;
  static final double BOTTOM = 48;

  void title(String text) {
    canvas.text(Lettering.shorten(text, 14, width), left, top - 14, Letters.of(14, Ink.TEXT));
  }

  /** A value's place. */
  double y(Axis axis, double value) {
    return top + height * (1 - axis.position(value));
  }

  /** The vertical axis with its lines. */
  void valueAxis(Axis axis, String name) {
    for (Axis.Tick tick : axis.ticks()) {
      double y = y(axis, tick.value());
      canvas.line(left, y, left + width, y, Ink.GRID, 1);
      canvas.text(tick.text(), left - 8, y + 4, Letters.of(11, Ink.QUIET).anchored(Anchor.END));
    }
    String unit = axis.logarithmic() ? " (logarithmic)" : "";
    canvas.text(
        Lettering.shorten(name + unit, 11, height),
        left - 52,
        top + height / 2,
        Letters.of(11, Ink.QUIET).upwardsFrom(Anchor.MIDDLE));
  }

  /** A tick of the horizontal axis with its line. */
  void tick(double x, String text) {
    double bottom = top + height;
    canvas.line(x, top, x, bottom, Ink.GRID, 1);
    canvas.line(x, bottom, x, bottom + 4, Ink.AXIS, 1);
    canvas.text(text, x, bottom + 17, Letters.of(11, Ink.QUIET).anchored(Anchor.MIDDLE));
  }

  /** The horizontal axis, over the lines of its ticks. */
  void baseline(String name) {
    double bottom = top + height;
    canvas.line(left, bottom, left + width, bottom, Ink.AXIS, 1);
    canvas.text(
        name, left + width / 2, bottom + 36, Letters.of(11, Ink.QUIET).anchored(Anchor.MIDDLE));
  }

  /** A dashed line from top to bottom. */
  void mark(double x, Color color) {
    canvas.lines(new double[] {x, x}, new double[] {top, top + height}, color, 1, 4);
  }

  /** A text in place of curves. */
  void empty(String text) {
    canvas.text(
        text,
        left + width / 2,
        top + height / 2,
        Letters.of(12, Ink.QUIET).anchored(Anchor.MIDDLE));
  }
}
