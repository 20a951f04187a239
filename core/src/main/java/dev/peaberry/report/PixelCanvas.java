package dev.peaberry.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws on pixels. Uses shapes only, never Java's fonts. Confined to one thread. */
final class PixelCanvas implements Canvas {
  private final BufferedImage image;
  private final Graphics2D graphics;
  private final double scale;

  /**
   * A white canvas.
   *
   * @param width in logical pixels
   * @param height in logical pixels
   * @param scale pixels of the picture for each logical pixel
   */
  PixelCanvas(int width, int height, double scale) {
    this.scale = scale;
    image =
        new BufferedImage(
            (int) Math.ceil(width * scale),
            (int) Math.ceil(height * scale),
            BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
  }

  /** Puts a picture, pixel by pixel, into the middle of a rectangle. */
  void picture(BufferedImage picture, double x, double y, double width, double height) {
    AffineTransform logical = graphics.getTransform();
    graphics.setTransform(new AffineTransform());
    int left = (int) Math.round((x + width / 2) * scale - picture.getWidth() / 2.0);
    int top = (int) Math.round((y + height / 2) * scale - picture.getHeight() / 2.0);
    graphics.drawRenderedImage(picture, AffineTransform.getTranslateInstance(left, top));
    graphics.setTransform(logical);
  }

  /** Ends the drawing and writes it as PNG. */
  void writePng(OutputStream out) throws IOException {
    graphics.dispose();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IOException("This Java cannot write PNG; use a complete runtime");
      }
    }
  }

  @Override
  public void fill(double x, double y, double width, double height, Color color) {
    graphics.setColor(color);
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void frame(double x, double y, double width, double height, Color color, double stroke) {
    graphics.setColor(color);
    graphics.setStroke(
        new BasicStroke((float) stroke, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    graphics.draw(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void lines(double[] x, double[] y, Color color, double stroke, double dash) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(x[0], y[0]);
    for (int i = 1; i < x.length; i++) {
      path.lineTo(x[i], y[i]);
    }
    graphics.setColor(color);
    float[] pattern = dash > 0 ? new float[] {(float) dash, (float) dash} : null;
    graphics.setStroke(
        new BasicStroke(
            (float) stroke, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0));
    graphics.draw(path);
  }

  @Override
  public void circle(
      double x, double y, double radius, Color inside, Color outline, double stroke) {
    Shape circle = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    graphics.setColor(inside);
    graphics.fill(circle);
    graphics.setColor(outline);
    graphics.setStroke(new BasicStroke((float) stroke));
    graphics.draw(circle);
  }

  @Override
  public void text(String text, double x, double y, Letters letters) {
    double width = Lettering.width(text, letters.size());
    double before =
        switch (letters.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    if (letters.upwards()) {
      place.quadrantRotate(-1);
    }
    place.translate(-before, 0);
    graphics.setColor(letters.color());
    graphics.fill(place.createTransformedShape(Lettering.outline(text, letters.size())));
  }
}
