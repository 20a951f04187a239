package dev.peaberry.report;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.report.Canvas.Anchor;
import dev.peaberry.report.Canvas.Letters;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A contact sheet: labelled pictures of a source in rows and columns, with the class name under
 * each, and how a model judged them if it is told. Immutable; thread-safe like its source.
 *
 * <p>Without a choice of one's own, pictures are drawn at random from the seed, in the same order
 * on every machine; those that cannot be read are passed over. Only as many rows are drawn as there
 * are pictures.
 */
public final class PictureGrid {
  private static final Logger LOG = LoggerFactory.getLogger(PictureGrid.class);
  private static final int MOST_CELLS = 1000;
  private static final int PIXELS = 2;
  private static final int SIDE = 76;
  private static final int GAP = 12;
  private static final int MARGIN = 20;
  private static final double LINE = 13;
  private static final double SIZE = 10;
  private static final double BORDER = 3;

  private final ImageSource source;
  private final int rows;
  private final int columns;
  private final long seed;
  private final String caption;
  private final Optional<List<Integer>> chosen;
  private final Map<Integer, Prediction> predictions;

  /**
   * What a model says about a picture.
   *
   * @param labels the classes it found, indices into the source's class names, ascending; one, but
   *     where pictures may show several things
   * @param probability how sure it was, 0 to 1
   */
  public record Prediction(List<Integer> labels, double probability) {
    /** Copies the list. */
    public Prediction {
      labels = List.copyOf(labels);
    }

    /** That a picture shows one class. */
    public Prediction(int label, double probability) {
      this(List.of(label), probability);
    }
  }

  /** A picture in its cell; empty if it cannot be read. */
  private record Cell(int index, Optional<BufferedImage> picture) {}

  private PictureGrid(
      ImageSource source,
      int rows,
      int columns,
      long seed,
      String caption,
      Optional<List<Integer>> chosen,
      Map<Integer, Prediction> predictions) {
    this.source = source;
    this.rows = rows;
    this.columns = columns;
    this.seed = seed;
    this.caption = caption;
    this.chosen = chosen;
    this.predictions = predictions;
  }

  /** Five rows of ten pictures, seed 0, no caption, no predictions. */
  public static PictureGrid of(ImageSource source) {
    return new PictureGrid(source, 5, 10, 0, "", Optional.empty(), Map.of());
  }

  /**
   * The same grid with other rows and columns.
   *
   * @throws IllegalArgumentException if one is below 1 or there would be more than 1000 pictures
   */
  public PictureGrid withSize(int rows, int columns) {
    if (rows < 1 || columns < 1 || (long) rows * columns > MOST_CELLS) {
      throw new IllegalArgumentException(
          "A grid has 1 to %d pictures, found %d rows x %d columns"
              .formatted(MOST_CELLS, rows, columns));
    }
    return new PictureGrid(source, rows, columns, seed, caption, chosen, predictions);
  }

  /** The same grid with the pictures that another seed chooses. */
  public PictureGrid withSeed(long seed) {
    return new PictureGrid(source, rows, columns, seed, caption, chosen, predictions);
  }

  /** The same grid with a line of text above it. */
  public PictureGrid withCaption(String caption) {
    return new PictureGrid(source, rows, columns, seed, caption, chosen, predictions);
  }

  /**
   * The same grid with pictures of one's own choice, in this order, as many as there is room for.
   *
   * @param indices which pictures of the source
   * @throws IllegalArgumentException if the source has no such picture
   */
  public PictureGrid withPictures(List<Integer> indices) {
    indices.forEach(this::check);
    return new PictureGrid(
        source, rows, columns, seed, caption, Optional.of(List.copyOf(indices)), predictions);
  }

  /**
   * The same grid with the predicted class and its probability under the pictures, and a border
   * that tells right (blue) from wrong (orange).
   *
   * @param predictions by the picture's index in the source; a picture without one has its class
   *     name alone
   * @throws IllegalArgumentException if there is no such picture or class, or if a probability is
   *     outside 0 to 1
   */
  public PictureGrid withPredictions(Map<Integer, Prediction> predictions) {
    predictions.forEach(
        (index, prediction) -> {
          check(index);
          int classes = source.classNames().size();
          for (int label : prediction.labels()) {
            if (label < 0 || label >= classes) {
              throw new IllegalArgumentException(
                  "A predicted class is 0 to %d, found %d for picture %d"
                      .formatted(classes - 1, label, index));
            }
          }
          if (!(prediction.probability() >= 0 && prediction.probability() <= 1)) {
            throw new IllegalArgumentException(
                "A probability is 0 to 1, found %s for picture %d"
                    .formatted(prediction.probability(), index));
          }
        });
    return new PictureGrid(source, rows, columns, seed, caption, chosen, Map.copyOf(predictions));
  }

  private void check(int index) {
    if (index < 0 || index >= source.size()) {
      throw new IllegalArgumentException(
          "The source has pictures 0 to " + (source.size() - 1) + ", found " + index);
    }
  }

  /**
   * The pictures of the grid in their order, as indices of the source: what to ask a model about.
   * Reads nothing, so a broken picture may be among them.
   */
  public List<Integer> pictures() {
    return order().limit((long) rows * columns).boxed().toList();
  }

  private IntStream order() {
    return chosen
        .map(indices -> indices.stream().mapToInt(Integer::intValue))
        .orElseGet(() -> IntStream.of(shuffled(source.size(), seed)));
  }

  private static int[] shuffled(int size, long seed) {
    int[] order = IntStream.range(0, size).toArray();
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(size - i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  /** The grid as a PNG file's bytes. Takes as long as reading its pictures. */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      draw().writePng(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes the grid as PNG; the file is complete or absent. Takes as long as reading its pictures.
   *
   * @throws IOException if it cannot be written
   */
  public void writePng(Path file) throws IOException {
    PixelCanvas canvas = draw();
    AtomicFiles.write(file, canvas::writePng);
  }

  private PixelCanvas draw() {
    List<Cell> cells = cells();
    int usedRows = Math.max(1, (cells.size() + columns - 1) / columns);
    double head = MARGIN + (caption.isEmpty() ? 0 : 24);
    double foot = predictions.isEmpty() ? 0 : 24;
    double rowHeight = SIDE + GAP + LINE * (predictions.isEmpty() ? 1 : 2);
    int width = 2 * MARGIN + columns * (SIDE + GAP) - GAP;
    int height = (int) Math.ceil(head + usedRows * rowHeight + foot + MARGIN / 2.0);
    PixelCanvas canvas = new PixelCanvas(width, height, PIXELS);
    canvas.text(
        Lettering.shorten(caption, 14, width - 2.0 * MARGIN),
        MARGIN,
        MARGIN + 11,
        Letters.of(14, Ink.TEXT));
    for (int i = 0; i < cells.size(); i++) {
      int row = i / columns;
      int column = i % columns;
      double x = MARGIN + (double) column * (SIDE + GAP);
      draw(canvas, cells.get(i), x, head + row * rowHeight);
    }
    if (cells.isEmpty()) {
      canvas.text("no pictures", MARGIN, head + 20, Letters.of(SIZE, Ink.QUIET));
    }
    if (!predictions.isEmpty()) {
      drawKey(canvas, height - 14.0);
    }
    return canvas;
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int index : order().toArray()) {
      if (cells.size() == rows * columns) {
        break;
      }
      Optional<BufferedImage> picture = read(index);
      if (picture.isPresent() || chosen.isPresent()) {
        cells.add(new Cell(index, picture));
      }
    }
    return cells;
  }

  private Optional<BufferedImage> read(int index) {
    try {
      return Optional.of(Thumbnail.of(source.read(index), SIDE * PIXELS));
    } catch (BrokenImageException e) {
      LOG.warn("Left out of the picture grid: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void draw(PixelCanvas canvas, Cell cell, double x, double y) {
    canvas.fill(x, y, SIDE, SIDE, Ink.BACKDROP);
    cell.picture()
        .ifPresentOrElse(
            picture -> canvas.picture(picture, x, y, SIDE, SIDE),
            () -> write(canvas, "unreadable", x, y + SIDE / 2.0, Ink.QUIET));
    double line = y + SIDE + LINE;
    List<Integer> truth = source.labels(cell.index());
    Prediction prediction = predictions.get(cell.index());
    if (prediction == null) {
      write(canvas, name(truth), x, line, Ink.TEXT);
      return;
    }
    boolean right = prediction.labels().equals(truth);
    Color color = right ? Ink.BLUE : Ink.VERMILION;
    canvas.frame(x, y, SIDE, SIDE, color, BORDER);
    String share = " " + Numbers.percent(prediction.probability());
    double room = SIDE + GAP - 4 - Lettering.width(share, SIZE);
    String predicted = Lettering.shorten(name(prediction.labels()), SIZE, room) + share;
    write(canvas, predicted, x, line, color);
    write(canvas, right ? "✓" : "is " + name(truth), x, line + LINE, right ? color : Ink.TEXT);
  }

  private String name(List<Integer> labels) {
    return labels.isEmpty()
        ? "nothing"
        : labels.stream().map(source.classNames()::get).collect(Collectors.joining(", "));
  }

  private static void write(PixelCanvas canvas, String text, double x, double y, Color color) {
    canvas.text(
        Lettering.shorten(text, SIZE, SIDE + GAP - 4),
        x + SIDE / 2.0,
        y,
        Letters.of(SIZE, color).anchored(Anchor.MIDDLE));
  }

  private static void drawKey(PixelCanvas canvas, double y) {
    canvas.frame(MARGIN + 1, y - 8, 9, 9, Ink.BLUE, 2);
    canvas.text("right", MARGIN + 16, y, Letters.of(SIZE, Ink.QUIET));
    canvas.frame(MARGIN + 56, y - 8, 9, 9, Ink.VERMILION, 2);
    canvas.text(
        "wrong; predicted class and its probability, below it the true class",
        MARGIN + 71,
        y,
        Letters.of(SIZE, Ink.QUIET));
  }
}
