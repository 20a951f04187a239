package dev.peaberry.report;

import java.awt.Color;

/**
 * What plots are drawn on, once for pixels and once for SVG. Lengths are in logical pixels, x grows
 * to the right and y downwards. Confined to the thread that draws.
 */
sealed interface Canvas permits PixelCanvas, SvgCanvas {
  /** Fills a rectangle. */
  void fill(double x, double y, double width, double height, Color color);

  /** Draws the outline of a rectangle. */
  void frame(double x, double y, double width, double height, Color color, double stroke);

  /** Draws connected lines through the points; {@code dash} 0 for solid lines. */
  void lines(double[] x, double[] y, Color color, double stroke, double dash);

  /** Draws a straight line. */
  default void line(double x1, double y1, double x2, double y2, Color color, double stroke) {
    lines(new double[] {x1, x2}, new double[] {y1, y2}, color, stroke, 0);
  }

  /** Draws a filled circle with an outline. */
  void circle(double x, double y, double radius, Color inside, Color outline, double stroke);

  /** Writes a line of text; (x, y) is on its baseline. */
  void text(String text, double x, double y, Letters letters);

  /** Which end of a line of text its position means. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * How text looks.
   *
   * @param size height of an em
   * @param upwards whether the line runs from bottom to top
   */
  record Letters(double size, Color color, Anchor anchor, boolean upwards) {
    /** Text that runs to the right and starts at its position. */
    static Letters of(double size, Color color) {
      return new Letters(size, color, Anchor.START, false);
    }

    Letters anchored(Anchor where) {
      return new Letters(size, color, where, upwards);
    }

    Letters upwardsFrom(Anchor where) {
      return new Letters(size, color, where, true);
    }
  }
}
