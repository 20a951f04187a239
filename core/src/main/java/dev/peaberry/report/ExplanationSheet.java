package dev.peaberry.report;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.explain.HeatColours;
import dev.peaberry.explain.HeatOverlay;
import dev.peaberry.explain.Heatmap;
import dev.peaberry.image.Image;
import dev.peaberry.report.Canvas.Anchor;
import dev.peaberry.report.Canvas.Letters;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture beside what a model has looked at in it: heat maps over it, and any other pictures,
 * each with a title and a note. Immutable and thread-safe.
 */
public final class ExplanationSheet {
  private static final int PIXELS = 2;
  private static final int SIDE = 220;
  private static final int GAP = 16;
  private static final int MARGIN = 20;
  private static final int COLUMNS = 4;
  private static final int LEAST_COLUMNS = 2;
  private static final int HEAD = 58;
  private static final int WORDS = 40;
  private static final int KEY = 24;
  private static final int KEY_WIDTH = 120;

  private final String caption;
  private final String words;
  private final boolean heat;
  private final List<Panel> panels;

  private record Panel(String title, String note, Image picture) {}

  private ExplanationSheet(String caption, String words, boolean heat, List<Panel> panels) {
    this.caption = caption;
    this.words = words;
    this.heat = heat;
    this.panels = List.copyOf(panels);
  }

  /**
   * A sheet without pictures.
   *
   * @param caption a line above it
   * @param words a second line, smaller
   */
  public static ExplanationSheet of(String caption, String words) {
    return new ExplanationSheet(caption, words, false, List.of());
  }

  /** The same sheet with one more picture of any size. */
  public ExplanationSheet withPicture(String title, String note, Image picture) {
    return with(new Panel(title, note, picture), heat);
  }

  /**
   * The same sheet with a heat map over the picture that it was made of.
   *
   * @param picture what the model saw, of any size
   */
  public ExplanationSheet withHeat(String title, String note, Image picture, Heatmap map) {
    return with(new Panel(title, note, HeatOverlay.of(picture, map, SIDE * PIXELS)), true);
  }

  private ExplanationSheet with(Panel panel, boolean hasHeat) {
    List<Panel> more = new ArrayList<>(panels);
    more.add(panel);
    return new ExplanationSheet(caption, words, hasHeat, more);
  }

  /**
   * Writes the sheet as PNG; the file is complete or absent.
   *
   * @throws IOException if it cannot be written
   */
  public void writePng(Path file) throws IOException {
    PixelCanvas canvas = draw();
    AtomicFiles.write(file, canvas::writePng);
  }

  private PixelCanvas draw() {
    int columns = Math.max(LEAST_COLUMNS, Math.min(COLUMNS, panels.size()));
    int rows = (panels.size() + columns - 1) / columns;
    int width = 2 * MARGIN + columns * (SIDE + GAP) - GAP;
    int height = HEAD + rows * (SIDE + WORDS) + (heat ? KEY : 0) + MARGIN / 2;
    PixelCanvas canvas = new PixelCanvas(width, height, PIXELS);
    write(canvas, caption, MARGIN, MARGIN + 10.0, 14, Ink.TEXT, width - 2.0 * MARGIN);
    write(canvas, words, MARGIN, MARGIN + 27.0, 11, Ink.QUIET, width - 2.0 * MARGIN);
    for (int i = 0; i < panels.size(); i++) {
      int row = i / columns;
      int column = i % columns;
      double x = MARGIN + (double) column * (SIDE + GAP);
      double y = HEAD + (double) row * (SIDE + WORDS);
      draw(canvas, panels.get(i), x, y);
    }
    if (heat) {
      drawKey(canvas, height - 16.0);
    }
    return canvas;
  }

  private static void draw(PixelCanvas canvas, Panel panel, double x, double y) {
    canvas.fill(x, y, SIDE, SIDE, Ink.BACKDROP);
    canvas.picture(Thumbnail.of(panel.picture(), SIDE * PIXELS), x, y, SIDE, SIDE);
    write(canvas, panel.title(), x, y + SIDE + 15, 12, Ink.TEXT, SIDE);
    write(canvas, panel.note(), x, y + SIDE + 29, 10, Ink.QUIET, SIDE);
  }

  private static void write(
      PixelCanvas canvas, String text, double x, double y, double size, Color color, double room) {
    canvas.text(Lettering.shorten(text, size, room), x, y, Letters.of(size, color));
  }

  private static void drawKey(PixelCanvas canvas, double y) {
    String less = "speaks less for the class";
    double left = Math.ceil(MARGIN + Lettering.width(less, 10) + 8);
    canvas.text(less, left - 8, y, Letters.of(10, Ink.QUIET).anchored(Anchor.END));
    for (int i = 0; i < KEY_WIDTH; i++) {
      canvas.fill(left + i, y - 8, 1, 9, new Color(HeatColours.rgb(i / (KEY_WIDTH - 1.0))));
    }
    canvas.text("more", left + KEY_WIDTH + 8, y, Letters.of(10, Ink.QUIET));
  }
}
