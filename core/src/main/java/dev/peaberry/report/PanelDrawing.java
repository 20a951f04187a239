package dev.peaberry.report;

import dev.peaberry.report.Canvas.Anchor;
import dev.peaberry.report.Canvas.Letters;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** Draws one panel of learning curves into a rectangle of a canvas. Confined to one thread. */
final class PanelDrawing {
  private static final double RIGHT = 58;
  private static final int MOST_MARKED_EPOCHS = 32;
  private static final double LABEL_DISTANCE = 13;

  private final Panel panel;
  private final int epochs;
  private final OptionalInt best;
  private final ToIntFunction<String> series;
  private final Axis axis;
  private final Canvas canvas;
  private final Frame frame;
  private final double left;
  private final double top;
  private final double width;
  private final double height;

  /**
   * A panel to draw.
   *
   * @param epochs the length of the horizontal axis, the same for all panels
   * @param best the epoch to mark, counted from 1
   * @param series the number of a curve's colour, by its name
   */
  PanelDrawing(
      Panel panel,
      int epochs,
      OptionalInt best,
      ToIntFunction<String> series,
      Canvas canvas,
      double x,
      double y,
      double width,
      double height) {
    this.panel = panel;
    this.epochs = epochs;
    this.best = best;
    this.series = series;
    this.axis = Axis.of(panel);
    this.canvas = canvas;
    this.left = x + Frame.LEFT;
    this.top = y + Frame.TOP;
    this.width = width - Frame.LEFT - RIGHT;
    this.height = height - Frame.TOP - Frame.BOTTOM;
    this.frame = new Frame(canvas, left, top, this.width, this.height);
  }

  void draw() {
    frame.title(panel.title());
    drawValueAxis();
    drawEpochAxis();
    best.ifPresent(epoch -> frame.mark(x(epoch - 1), Ink.QUIET));
    for (Curve curve : panel.curves()) {
      drawCurve(curve);
    }
    drawLastValues();
    if (panel.curves().stream().allMatch(curve -> curve.lastPoint() < 0)) {
      frame.empty("no finite values");
    }
  }

  private void drawValueAxis() {
    frame.valueAxis(axis, panel.title().toLowerCase(Locale.ROOT));
    if (axis.above() > 0) {
      canvas.text(
          axis.above() + (axis.above() == 1 ? " value" : " values") + " above, up to " + largest(),
          left + width,
          top - 5,
          Letters.of(10, Ink.QUIET).anchored(Anchor.END));
    }
  }

  private String largest() {
    return Numbers.value(
        panel.curves().stream()
            .flatMap(curve -> curve.values().stream())
            .filter(Double::isFinite)
            .max(Comparator.naturalOrder())
            .orElseThrow());
  }

  private void drawEpochAxis() {
    for (int epoch : epochTicks(Math.max(1, epochs))) {
      frame.tick(x(epoch - 1), Integer.toString(epoch));
    }
    frame.baseline("epoch");
  }

  /** The whole epochs that get a number: the first and round ones, about ten. */
  static List<Integer> epochTicks(int epochs) {
    double round = Math.max(1, Axis.roundStep(epochs / 10.0));
    int step = round == 2.5 ? 5 : (int) round;
    List<Integer> ticks = new ArrayList<>();
    if (step == 1 || step >= 5) {
      ticks.add(1);
    }
    for (int epoch = step == 1 ? 2 : step; epoch <= epochs; epoch += step) {
      ticks.add(epoch);
    }
    return ticks;
  }

  private void drawCurve(Curve curve) {
    int number = series.applyAsInt(curve.name());
    Color color = Ink.series(number);
    int length = curve.values().size();
    for (int start = 0; start < length; start++) {
      if (!curve.hasPoint(start)) {
        continue;
      }
      int end = start;
      while (curve.hasPoint(end + 1)) {
        end++;
      }
      if (end > start) {
        drawLine(curve, start, end, color, Ink.dash(number));
      }
      if (end == start || epochs <= MOST_MARKED_EPOCHS) {
        drawPoints(curve, start, end, color);
      }
      start = end;
    }
    int last = curve.lastPoint();
    if (last >= 0) {
      drawPoints(curve, last, last, color);
    }
  }

  private void drawLine(Curve curve, int start, int end, Color color, double dash) {
    double[] x = new double[end - start + 1];
    double[] y = new double[end - start + 1];
    for (int i = 0; i < x.length; i++) {
      x[i] = x(start + i);
      y[i] = y(curve.values().get(start + i));
    }
    canvas.lines(x, y, color, 2, dash);
  }

  // The second curve's points are hollow: training and validation differ without colour too.
  private void drawPoints(Curve curve, int start, int end, Color color) {
    Color inside = series.applyAsInt(curve.name()) % 2 == 0 ? color : Color.WHITE;
    for (int epoch = start; epoch <= end; epoch++) {
      double value = curve.values().get(epoch);
      if (value > axis.high()) {
        canvas.text("▲", x(epoch), top + 9, Letters.of(11, color).anchored(Anchor.MIDDLE));
      } else {
        canvas.circle(x(epoch), y(value), 2.8, inside, color, 1.4);
      }
    }
  }

  private void drawLastValues() {
    List<Curve> ended =
        panel.curves().stream()
            .filter(curve -> curve.lastPoint() >= 0)
            .sorted(Comparator.comparingDouble(curve -> y(lastValue(curve))))
            .toList();
    double[] wanted = ended.stream().mapToDouble(curve -> y(lastValue(curve)) + 4).toArray();
    double[] places = apart(wanted, LABEL_DISTANCE, top + 4, top + height + 4);
    for (int i = 0; i < places.length; i++) {
      Curve curve = ended.get(i);
      Color color = Ink.series(series.applyAsInt(curve.name()));
      canvas.text(
          Numbers.value(lastValue(curve)), left + width + 7, places[i], Letters.of(11, color));
    }
  }

  private static double lastValue(Curve curve) {
    return curve.values().get(curve.lastPoint());
  }

  /** Moves sorted places apart until neighbours are a distance from each other. */
  static double[] apart(double[] sorted, double distance, double lowest, double highest) {
    double[] places = sorted.clone();
    for (int i = 0; i < places.length; i++) {
      double least = i == 0 ? lowest : places[i - 1] + distance;
      places[i] = Math.max(places[i], least);
    }
    for (int i = places.length - 1; i >= 0; i--) {
      double most = i == places.length - 1 ? highest : places[i + 1] - distance;
      places[i] = Math.min(places[i], most);
    }
    return places;
  }

  private double x(int epoch) {
    return epochs <= 1 ? left + width / 2 : left + width * epoch / (epochs - 1);
  }

  private double y(double value) {
    return frame.y(axis, value);
  }
}
