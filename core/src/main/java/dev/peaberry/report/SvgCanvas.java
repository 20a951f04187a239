package dev.peaberry.report;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Draws as SVG 1.1 with text as text, so that it can be searched, copied and read aloud. Confined
 * to one thread.
 */
final class SvgCanvas implements Canvas {
  private static final String FONTS = "DejaVu Sans, Verdana, Arial, sans-serif";

  private final StringBuilder svg = new StringBuilder();

  /** An empty white canvas; the title is what screen readers and browsers show. */
  SvgCanvas(int width, int height, String title) {
    svg.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"")
        .append(" width=\"%d\" height=\"%d\"".formatted(width, height))
        .append(" viewBox=\"0 0 %d %d\" font-family=\"%s\">\n".formatted(width, height, FONTS))
        .append("<title>")
        .append(escape(title))
        .append("</title>\n");
    fill(0, 0, width, height, Color.WHITE);
  }

  /** Ends the drawing: the whole document. */
  String document() {
    return svg + "</svg>\n";
  }

  @Override
  public void fill(double x, double y, double width, double height, Color color) {
    rectangle(x, y, width, height);
    svg.append(" fill=\"").append(hex(color)).append("\"/>\n");
  }

  @Override
  public void frame(double x, double y, double width, double height, Color color, double stroke) {
    rectangle(x, y, width, height);
    svg.append(" fill=\"none\"");
    stroke(color, stroke);
    svg.append("/>\n");
  }

  private void rectangle(double x, double y, double width, double height) {
    svg.append("<rect");
    attribute("x", x);
    attribute("y", y);
    attribute("width", width);
    attribute("height", height);
  }

  @Override
  public void lines(double[] x, double[] y, Color color, double stroke, double dash) {
    svg.append("<polyline fill=\"none\" stroke-linejoin=\"round\"");
    stroke(color, stroke);
    if (dash > 0) {
      attribute("stroke-dasharray", dash);
    }
    svg.append(" points=\"");
    for (int i = 0; i < x.length; i++) {
      svg.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
    }
    svg.append("\"/>\n");
  }

  @Override
  public void circle(
      double x, double y, double radius, Color inside, Color outline, double stroke) {
    svg.append("<circle");
    attribute("cx", x);
    attribute("cy", y);
    attribute("r", radius);
    svg.append(" fill=\"").append(hex(inside)).append('"');
    stroke(outline, stroke);
    svg.append("/>\n");
  }

  @Override
  public void text(String text, double x, double y, Letters letters) {
    svg.append("<text");
    attribute("x", x);
    attribute("y", y);
    attribute("font-size", letters.size());
    svg.append(" fill=\"").append(hex(letters.color())).append('"');
    svg.append(
        switch (letters.anchor()) {
          case START -> "";
          case MIDDLE -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        });
    if (letters.upwards()) {
      svg.append(" transform=\"rotate(-90 %s %s)\"".formatted(number(x), number(y)));
    }
    svg.append('>').append(escape(text)).append("</text>\n");
  }

  private void stroke(Color color, double width) {
    svg.append(" stroke=\"").append(hex(color)).append('"');
    attribute("stroke-width", width);
  }

  private void attribute(String name, double value) {
    svg.append(' ').append(name).append("=\"").append(number(value)).append('"');
  }

  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String hex(Color color) {
    return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
  }

  // Besides what clean() removes, XML 1.0 knows no U+FFFE and U+FFFF.
  private static String escape(String text) {
    return Lettering.clean(text)
        .replaceAll("[\ufffe\uffff]", "\ufffd")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
