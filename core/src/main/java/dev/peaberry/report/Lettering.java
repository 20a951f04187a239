package dev.peaberry.report;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Text as shapes, the same on every machine: the embedded typeface where it has the letters; the
 * system's fonts, if there are any, for other scripts; empty boxes where neither has them.
 * Stateless and thread-safe.
 */
final class Lettering {
  private static final String ELLIPSIS = "…";
  private static final int LONGEST_LINE = 400;
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private Lettering() {}

  /** A drawn line of text and how far it moves the pen, for a pen at (0, 0) on the baseline. */
  private record Line(Path2D.Double outline, double advance) {}

  /** The width of a line of text, in the unit of {@code size}. */
  static double width(String text, double size) {
    return line(text).advance() * size;
  }

  /** The outline of a line of text whose baseline starts at (0, 0); y grows downwards. */
  static Shape outline(String text, double size) {
    Path2D.Double outline = line(text).outline();
    outline.transform(AffineTransform.getScaleInstance(size, size));
    return outline;
  }

  /**
   * The text itself where it fits into a width, else as many of its first characters as fit with an
   * ellipsis; never half a character. Line breaks and other control characters become spaces.
   */
  static String shorten(String text, double size, double width) {
    int[] points = clean(text).codePoints().limit(LONGEST_LINE + 1).toArray();
    String whole = new String(points, 0, points.length);
    if (points.length <= LONGEST_LINE && width(whole, size) <= width) {
      return whole;
    }
    int low = 0;
    int high = points.length;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(cut(points, middle), size) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return cut(points, low);
  }

  private static String cut(int[] points, int length) {
    return new String(points, 0, length).stripTrailing() + ELLIPSIS;
  }

  /** Composed characters (file systems may decompose them), one line, no control characters. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(
            point ->
                switch (Character.getType(point)) {
                  case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                      ' ';
                  case Character.SURROGATE -> '\ufffd';
                  default -> point;
                })
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static Line line(String text) {
    Path2D.Double outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double pen = 0;
    String clean = clean(text);
    for (int at = 0; at < clean.length(); ) {
      int end = endOfRun(clean, at);
      String run = clean.substring(at, end);
      Line drawn = ours(run.codePointAt(0)) ? embedded(run) : system(run).orElse(embedded(run));
      outline.append(
          drawn.outline().getPathIterator(AffineTransform.getTranslateInstance(pen, 0)), false);
      pen += drawn.advance();
      at = end;
    }
    return new Line(outline, pen);
  }

  private static int endOfRun(String text, int start) {
    boolean ours = ours(text.codePointAt(start));
    int end = start;
    while (end < text.length() && ours(text.codePointAt(end)) == ours) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean ours(int codePoint) {
    return Typeface.embedded().has(codePoint);
  }

  private static Line embedded(String run) {
    Path2D.Double outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double pen = 0;
    for (int codePoint : run.codePoints().toArray()) {
      AffineTransform place = AffineTransform.getTranslateInstance(pen, 0);
      outline.append(Typeface.embedded().outline(codePoint).getPathIterator(place), false);
      pen += Typeface.embedded().advance(codePoint);
    }
    return new Line(outline, pen);
  }

  // Where no fonts are installed, or Java's font library is, its classes throw errors of several
  // kinds; boxes instead of letters are the right answer to all of them.
  private static Optional<Line> system(String run) {
    try {
      int em = 64;
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, em);
      if (font.canDisplayUpTo(run) != -1) {
        return Optional.empty();
      }
      TextLayout layout = new TextLayout(run, font, EXACT);
      double scale = 1.0 / em;
      Shape outline = layout.getOutline(AffineTransform.getScaleInstance(scale, scale));
      return outline.getBounds2D().isEmpty()
          ? Optional.empty()
          : Optional.of(new Line(new Path2D.Double(outline), layout.getAdvance() * scale));
    } catch (LinkageError | InternalError | RuntimeException e) {
      return Optional.empty();
    }
  }
}
