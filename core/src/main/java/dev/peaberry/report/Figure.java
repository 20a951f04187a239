package dev.peaberry.report;

import dev.peaberry.config.AtomicFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A finished drawing that can be written as PNG (two pixels for each logical pixel) and as SVG.
 * Needs neither a display nor installed fonts. Immutable and thread-safe.
 */
public final class Figure {
  private static final double PIXELS = 2;
  private static final long MOST_PIXELS = 48_000_000;

  private final int width;
  private final int height;
  private final String title;
  private final Consumer<Canvas> drawing;

  Figure(int width, int height, String title, Consumer<Canvas> drawing) {
    this.width = width;
    this.height = height;
    this.title = title;
    this.drawing = drawing;
  }

  /** The width in logical pixels: the SVG's. */
  public int width() {
    return width;
  }

  /** The height in logical pixels: the SVG's. */
  public int height() {
    return height;
  }

  /** The drawing as an SVG 1.1 document. */
  public String svg() {
    SvgCanvas canvas = new SvgCanvas(width, height, title);
    drawing.accept(canvas);
    return canvas.document();
  }

  /** The drawing as a PNG file's bytes. */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      pixels().writePng(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes the drawing as SVG; the file is complete or absent.
   *
   * @throws IOException if it cannot be written
   */
  public void writeSvg(Path file) throws IOException {
    byte[] bytes = svg().getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /**
   * Writes the drawing as PNG; the file is complete or absent.
   *
   * @throws IOException if it cannot be written
   */
  public void writePng(Path file) throws IOException {
    PixelCanvas canvas = pixels();
    AtomicFiles.write(file, canvas::writePng);
  }

  // A very large drawing is written with fewer pixels rather than with all the memory there is.
  private PixelCanvas pixels() {
    double scale = Math.min(PIXELS, Math.sqrt((double) MOST_PIXELS / ((long) width * height)));
    PixelCanvas canvas = new PixelCanvas(width, height, scale);
    drawing.accept(canvas);
    return canvas;
  }
}
