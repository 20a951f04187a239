package dev.peaberry.report;

import dev.peaberry.report.Canvas.Letters;
import dev.peaberry.train.LearningRateSearch;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The losses of tried learning rates on a logarithmic axis, with the suggested rates marked.
 * Immutable.
 */
public final class LearningRatePlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 460;
  private static final int MARGIN = 24;
  private static final double LEGEND_ROW = 20;
  private static final int SMOOTHED = 0;
  private static final int SUGGESTED = 1;
  private static final int STEEPEST = 2;
  private static final int BATCH = 5;

  private final String title;
  private final LearningRateSearch search;

  private LearningRatePlot(String title, LearningRateSearch search) {
    this.title = title;
    this.search = search;
  }

  /** A plot of a search. */
  public static LearningRatePlot of(String title, LearningRateSearch search) {
    return new LearningRatePlot(title, search);
  }

  /** Draws the plot. */
  public Figure figure() {
    Legend legend = Legend.of(entries(), Optional.empty(), WIDTH - 2.0 * MARGIN);
    return new Figure(
        WIDTH,
        HEIGHT,
        title,
        canvas -> {
          canvas.text(
              Lettering.shorten(title, 18, WIDTH - 2.0 * MARGIN),
              MARGIN,
              34,
              Letters.of(18, Ink.TEXT));
          legend.draw(canvas, MARGIN, 58, LEGEND_ROW);
          double top = 26 + legend.rows() * LEGEND_ROW + Frame.TOP;
          drawCurves(
              new Frame(
                  canvas,
                  MARGIN / 2.0 + Frame.LEFT,
                  top,
                  WIDTH - MARGIN - Frame.LEFT - MARGIN,
                  HEIGHT - top - Frame.BOTTOM));
        });
  }

  private List<Legend.Entry> entries() {
    List<Legend.Entry> entries = new ArrayList<>();
    entries.add(new Legend.Entry("loss of a batch", BATCH));
    entries.add(new Legend.Entry("smoothed", SMOOTHED));
    entry(entries, "middle of the descent", search.valley(), SUGGESTED);
    entry(entries, "steepest", search.steepest(), STEEPEST);
    return entries;
  }

  private static void entry(
      List<Legend.Entry> entries,
      String name,
      Optional<LearningRateSearch.Point> point,
      int series) {
    point.ifPresent(
        found ->
            entries.add(
                new Legend.Entry(name + ": " + Numbers.rate(found.learningRate()), series)));
  }

  private void drawCurves(Frame frame) {
    List<LearningRateSearch.Point> points = search.points();
    if (points.size() < 2) {
      frame.empty("no finite losses");
      return;
    }
    Plane plane = Plane.of(frame, points);
    frame.valueAxis(plane.losses, "loss");
    plane.rates.ticks().forEach(tick -> frame.tick(plane.x(tick.value()), tick.text()));
    frame.baseline("learning rate (logarithmic)");
    search.valley().ifPresent(point -> frame.mark(plane.x(point), Ink.series(SUGGESTED)));
    search.steepest().ifPresent(point -> frame.mark(plane.x(point), Ink.series(STEEPEST)));
    points.forEach(plane::dot);
    plane.curve(points);
    search.valley().ifPresent(point -> plane.circle(point, SUGGESTED));
    search.steepest().ifPresent(point -> plane.circle(point, STEEPEST));
  }

  /** A frame whose axes are known. */
  private record Plane(Frame frame, Axis rates, Axis losses) {
    static Plane of(Frame frame, List<LearningRateSearch.Point> points) {
      List<Double> smoothed = points.stream().map(LearningRateSearch.Point::smoothed).toList();
      double first = points.get(0).learningRate();
      double last = points.get(points.size() - 1).learningRate();
      return new Plane(
          frame,
          new Axis(first, last, true, 0),
          Axis.of(Panel.of("", new Curve("smoothed", smoothed))));
    }

    double x(double rate) {
      return frame.left() + frame.width() * rates.position(rate);
    }

    double x(LearningRateSearch.Point point) {
      return x(point.learningRate());
    }

    /** A batch's loss, if it is inside. */
    void dot(LearningRateSearch.Point point) {
      if (point.loss() >= losses.low() && point.loss() <= losses.high()) {
        Color color = Ink.series(BATCH);
        frame.canvas().circle(x(point), frame.y(losses, point.loss()), 1.8, Color.WHITE, color, 1);
      }
    }

    void curve(List<LearningRateSearch.Point> points) {
      double[] xs = points.stream().mapToDouble(this::x).toArray();
      double[] ys = points.stream().mapToDouble(p -> frame.y(losses, p.smoothed())).toArray();
      frame.canvas().lines(xs, ys, Ink.series(SMOOTHED), 2, 0);
    }

    void circle(LearningRateSearch.Point point, int series) {
      Color color = Ink.series(series);
      Color inside = series % 2 == 0 ? color : Color.WHITE;
      frame.canvas().circle(x(point), frame.y(losses, point.smoothed()), 3.6, inside, color, 1.6);
    }
  }
}
