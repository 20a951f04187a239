package dev.peaberry.report;

import dev.peaberry.report.Canvas.Anchor;
import dev.peaberry.report.Canvas.Letters;
import java.util.Arrays;
import java.util.List;

/**
 * A confusion matrix: how often pictures of one class (row) were taken for another (column). Counts
 * are written where there is room; the shade of a cell is its share of its row, so that rare
 * classes show as well as frequent ones. The share on the diagonal, the recall, stands at the end
 * of each row. Immutable.
 */
public final class ConfusionPlot {
  private static final int MOST_CLASSES = 1000;
  private static final double LONGEST_NAME = 150;
  private static final double MARGIN = 24;
  private static final double HEAD = 84;
  private static final double BAR_WIDTH = 12;
  private static final double LEAST_SIDE = 240;

  private final String title;
  private final long[][] counts;
  private final List<String> classNames;
  private final long[] rowTotals;

  private ConfusionPlot(String title, long[][] counts, List<String> classNames) {
    this.title = title;
    this.counts = counts;
    this.classNames = classNames;
    this.rowTotals = Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
  }

  /**
   * A matrix to draw.
   *
   * @param counts {@code counts[i][j]} is how many pictures of class {@code i} were taken for class
   *     {@code j}; copied
   * @param classNames one for each row
   * @throws IllegalArgumentException if the matrix is not square, has not one row a class, has
   *     negative counts, no class or more than 1000
   */
  public static ConfusionPlot of(String title, long[][] counts, List<String> classNames) {
    int classes = classNames.size();
    if (classes < 1 || classes > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "A confusion matrix is drawn for 1 to " + MOST_CLASSES + " classes, found " + classes);
    }
    if (counts.length != classes) {
      throw new IllegalArgumentException(
          "Found " + counts.length + " rows, expected one for each of " + classes + " classes");
    }
    for (int i = 0; i < classes; i++) {
      if (counts[i].length != classes) {
        throw new IllegalArgumentException(
            "Row %d has %d columns, expected %d".formatted(i, counts[i].length, classes));
      }
      if (Arrays.stream(counts[i]).anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException(
            "Counts are 0 or more, found " + Arrays.stream(counts[i]).min().getAsLong());
      }
    }
    long[][] copy = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    return new ConfusionPlot(title, copy, List.copyOf(classNames));
  }

  /**
   * A matrix of ints to draw, see {@link #of(String, long[][], List)}.
   *
   * @throws IllegalArgumentException as there
   */
  public static ConfusionPlot of(String title, int[][] counts, List<String> classNames) {
    long[][] wide =
        Arrays.stream(counts)
            .map(row -> Arrays.stream(row).asLongStream().toArray())
            .toArray(long[][]::new);
    return of(title, wide, classNames);
  }

  /** Draws the matrix. */
  public Figure figure() {
    Layout layout = Layout.of(classNames);
    return new Figure(
        layout.width(), layout.height(), title, canvas -> new Drawing(canvas, layout).draw());
  }

  /**
   * Where the matrix is.
   *
   * @param cell a cell's side
   * @param names the length of the longest class name
   * @param side the side of the whole matrix
   */
  private record Layout(double cell, double names, double side) {
    static Layout of(List<String> classNames) {
      int classes = classNames.size();
      double cell =
          classes <= 12
              ? 48
              : classes <= 24 ? 32 : classes <= 48 ? 22 : Math.min(14, 1400.0 / classes);
      double longest = 0;
      for (String name : classNames) {
        longest = Math.max(longest, width(name, nameSize(cell)));
      }
      return new Layout(cell, longest, cell * classes);
    }

    private static double width(String name, double size) {
      return Lettering.width(Lettering.shorten(name, size, LONGEST_NAME), size);
    }

    static double nameSize(double cell) {
      return Math.min(12, Math.max(8, cell * 0.72));
    }

    double left() {
      return MARGIN + 20 + names + 8;
    }

    int width() {
      return (int) Math.ceil(left() + Math.max(side, LEAST_SIDE) + 56 + BAR_WIDTH + 56);
    }

    int height() {
      return (int) Math.ceil(HEAD + side + 8 + names + 34);
    }
  }

  /** Draws one matrix on one canvas. */
  private final class Drawing {
    private final Canvas canvas;
    private final Layout layout;
    private final double left;
    private final double cell;
    private final double bottom;
    private final double right;

    Drawing(Canvas canvas, Layout layout) {
      this.canvas = canvas;
      this.layout = layout;
      this.left = layout.left();
      this.cell = layout.cell();
      this.bottom = HEAD + cell * counts.length;
      this.right = left + cell * counts.length;
    }

    void draw() {
      double room = layout.width() - 2 * MARGIN;
      canvas.text(Lettering.shorten(title, 18, room), MARGIN, 34, Letters.of(18, Ink.TEXT));
      canvas.text(Lettering.shorten(summary(), 12, room), MARGIN, 56, Letters.of(12, Ink.QUIET));
      drawCells();
      canvas.frame(left, HEAD, right - left, bottom - HEAD, Ink.AXIS, 1);
      drawNames();
      drawScale();
    }

    private void drawCells() {
      for (int row = 0; row < counts.length; row++) {
        for (int column = 0; column < counts.length; column++) {
          if (counts[row][column] > 0) {
            drawCell(row, column);
          }
        }
      }
    }

    private void drawCell(int row, int column) {
      double share = (double) counts[row][column] / rowTotals[row];
      double x = left + column * cell;
      double y = HEAD + row * cell;
      canvas.fill(x, y, cell, cell, Ink.shade(depth(share)));
      String text = Numbers.shortCount(counts[row][column]);
      double size = Math.min(13, (cell - 3) / Math.max(1.6, Lettering.width(text, 1)));
      if (size >= 4) {
        canvas.text(
            text,
            x + cell / 2,
            y + cell / 2 + size * 0.36,
            Letters.of(size, Ink.on(depth(share))).anchored(Anchor.MIDDLE));
      }
    }

    private void drawNames() {
      double size = Layout.nameSize(cell);
      Letters letters = Letters.of(size, Ink.TEXT);
      int every = (int) Math.max(1, Math.ceil(size / cell));
      for (int i = 0; i < counts.length; i += every) {
        String name = Lettering.shorten(classNames.get(i), size, LONGEST_NAME);
        double middle = i * cell + cell / 2 + size * 0.36;
        canvas.text(name, left - 8, HEAD + middle, letters.anchored(Anchor.END));
        canvas.text(name, left + middle, bottom + 8, letters.upwardsFrom(Anchor.END));
        String recall = rowTotals[i] == 0 ? "–" : Numbers.percent(recall(i));
        canvas.text(recall, right + 6, HEAD + middle, Letters.of(Math.min(11, size), Ink.QUIET));
      }
      Letters axis = Letters.of(12, Ink.QUIET);
      canvas.text("recall", right + 6, HEAD - 8, Letters.of(11, Ink.QUIET));
      canvas.text("true class", MARGIN + 6, (HEAD + bottom) / 2, axis.upwardsFrom(Anchor.MIDDLE));
      canvas.text(
          "predicted class",
          (left + right) / 2,
          bottom + 8 + layout.names() + 22,
          axis.anchored(Anchor.MIDDLE));
    }

    private void drawScale() {
      double x = right + 56;
      double height = Math.min(160, bottom - HEAD);
      int steps = 40;
      for (int i = 0; i < steps; i++) {
        double y = HEAD + height * i / steps;
        double share = 1 - (i + 0.5) / steps;
        canvas.fill(x, y, BAR_WIDTH, height / steps + 0.5, Ink.shade(depth(share)));
      }
      canvas.frame(x, HEAD, BAR_WIDTH, height, Ink.AXIS, 1);
      Letters letters = Letters.of(10, Ink.QUIET);
      for (double share : new double[] {0, 0.25, 0.5, 1}) {
        double y = HEAD + height * (1 - share) + 3.5;
        canvas.text(Numbers.percent(share), x + BAR_WIDTH + 4, y, letters);
      }
    }

    // In equal steps of the share a class taken for another once in ten times would hardly show.
    private static double depth(double share) {
      return Math.sqrt(share);
    }
  }

  private double recall(int row) {
    return (double) counts[row][row] / rowTotals[row];
  }

  private String summary() {
    long total = Arrays.stream(rowTotals).sum();
    long right = 0;
    for (int i = 0; i < counts.length; i++) {
      right += counts[i][i];
    }
    return total == 0
        ? "no pictures"
        : "accuracy %s (%s of %s); shade: share of the row"
            .formatted(
                Numbers.value((double) right / total), Numbers.count(right), Numbers.count(total));
  }
}
