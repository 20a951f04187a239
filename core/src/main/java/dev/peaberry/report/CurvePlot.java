package dev.peaberry.report;

import dev.peaberry.report.Canvas.Letters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Learning curves of a run: loss, metrics and learning rate over the epochs, training and
 * validation in one panel each, side by side. Immutable.
 *
 * <p>Gaps are left where values are missing or not finite. Values far above all others, such as the
 * loss of an exploding epoch, stop at the upper edge and are counted there.
 */
public final class CurvePlot {
  private static final String VALIDATION = "val_";
  private static final String LEARNING_RATE = "learning_rate";
  private static final int PANEL_WIDTH = 500;
  private static final int PANEL_HEIGHT = 350;
  private static final int MARGIN = 24;
  private static final double LEGEND_ROW = 20;

  private final String title;
  private final List<Panel> panels;
  private final OptionalInt best;
  private final String bestText;

  private CurvePlot(String title, List<Panel> panels, OptionalInt best, String bestText) {
    this.title = title;
    this.panels = panels;
    this.best = best;
    this.bestText = bestText;
  }

  /**
   * Panels of one's own, without a marked epoch.
   *
   * @throws IllegalArgumentException if there is no panel
   */
  public static CurvePlot of(String title, List<Panel> panels) {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("Found no panels, expected one or more");
    }
    return new CurvePlot(title, List.copyOf(panels), OptionalInt.empty(), "");
  }

  /**
   * The history of a run under Keras's names: {@code accuracy} and {@code val_accuracy} share a
   * panel, {@code learning_rate} gets a logarithmic one if it changes. Marks the epoch with the
   * lowest {@code val_loss}.
   *
   * @param history one value an epoch for each name, in the order of the panels
   * @throws IllegalArgumentException if the history is empty
   */
  public static CurvePlot ofHistory(String title, Map<String, List<Double>> history) {
    Map<String, List<Curve>> curves = new LinkedHashMap<>();
    for (boolean validation : new boolean[] {false, true}) {
      history.forEach(
          (name, values) -> {
            boolean isValidation = name.startsWith(VALIDATION);
            if (isValidation == validation && (!name.equals(LEARNING_RATE) || varies(values))) {
              String metric = isValidation ? name.substring(VALIDATION.length()) : name;
              String curve = isValidation ? "validation" : "training";
              curves
                  .computeIfAbsent(metric, key -> new ArrayList<>())
                  .add(new Curve(metric.equals(LEARNING_RATE) ? "learning rate" : curve, values));
            }
          });
    }
    List<Curve> rate = curves.remove(LEARNING_RATE);
    List<Panel> panels = new ArrayList<>();
    curves.forEach((metric, list) -> panels.add(new Panel(words(metric), list, false)));
    if (rate != null) {
      panels.add(new Panel(words(LEARNING_RATE), rate, true));
    }
    CurvePlot plot = of(title, panels);
    List<Double> losses = history.getOrDefault(VALIDATION + "loss", List.of());
    OptionalInt lowest = lowest(losses);
    return lowest.isEmpty()
        ? plot
        : plot.withBestEpoch(
            lowest.getAsInt(),
            "lowest validation loss, " + Numbers.value(losses.get(lowest.getAsInt() - 1)));
  }

  private static boolean varies(List<Double> values) {
    return values.stream().filter(Double::isFinite).distinct().count() > 1;
  }

  private static String words(String metric) {
    String words = metric.replace('_', ' ').strip();
    return words.isEmpty()
        ? metric
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static OptionalInt lowest(List<Double> values) {
    OptionalInt lowest = OptionalInt.empty();
    for (int i = 0; i < values.size(); i++) {
      if (Double.isFinite(values.get(i))
          && (lowest.isEmpty() || values.get(i) < values.get(lowest.getAsInt() - 1))) {
        lowest = OptionalInt.of(i + 1);
      }
    }
    return lowest;
  }

  /**
   * The same plot with another epoch marked, or none before.
   *
   * @param epoch counted from 1
   * @param reason why it is the best, such as "highest validation accuracy, 0.701"
   * @throws IllegalArgumentException if there is no such epoch
   */
  public CurvePlot withBestEpoch(int epoch, String reason) {
    if (epoch < 1 || epoch > epochs()) {
      throw new IllegalArgumentException(
          "The best epoch is one of 1 to " + epochs() + ", found " + epoch);
    }
    return new CurvePlot(title, panels, OptionalInt.of(epoch), reason);
  }

  /** The marked epoch, counted from 1. */
  public OptionalInt bestEpoch() {
    return best;
  }

  /** The number of epochs of the longest curve. */
  public int epochs() {
    return panels.stream().mapToInt(Panel::epochs).max().orElse(0);
  }

  /** The panels from left to right. */
  public List<Panel> panels() {
    return panels;
  }

  /** Draws the plot. */
  public Figure figure() {
    int columns = panels.size() == 4 ? 2 : Math.min(3, panels.size());
    int rows = (panels.size() + columns - 1) / columns;
    int width = columns * PANEL_WIDTH + MARGIN;
    Legend legend = Legend.of(entries(), bestEntry(), width - 2.0 * MARGIN);
    double head = 46 + legend.rows() * LEGEND_ROW;
    int height = (int) (head + (double) rows * PANEL_HEIGHT);
    return new Figure(
        width,
        height,
        title,
        canvas -> {
          canvas.text(
              Lettering.shorten(title, 18, width - 2.0 * MARGIN),
              MARGIN,
              34,
              Letters.of(18, Ink.TEXT));
          legend.draw(canvas, MARGIN, 58, LEGEND_ROW);
          for (int i = 0; i < panels.size(); i++) {
            int row = i / columns;
            int column = i % columns;
            double x = MARGIN / 2.0 + (double) column * PANEL_WIDTH;
            double y = head + (double) row * PANEL_HEIGHT;
            new PanelDrawing(
                    panels.get(i),
                    epochs(),
                    best,
                    this::series,
                    canvas,
                    x,
                    y,
                    PANEL_WIDTH,
                    PANEL_HEIGHT)
                .draw();
          }
        });
  }

  private List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    panels.forEach(panel -> panel.curves().forEach(curve -> names.add(curve.name())));
    return List.copyOf(names);
  }

  private int series(String name) {
    return names().indexOf(name);
  }

  // A panel's only curve is named by the panel's title if no other panel has it.
  private List<Legend.Entry> entries() {
    List<String> alone =
        panels.stream()
            .filter(panel -> panel.curves().size() == 1)
            .map(panel -> panel.curves().get(0))
            .filter(curve -> panels.stream().filter(panel -> has(panel, curve.name())).count() == 1)
            .filter(curve -> panels.size() > 1)
            .map(Curve::name)
            .toList();
    return names().stream()
        .filter(name -> !alone.contains(name))
        .map(name -> new Legend.Entry(name, series(name)))
        .toList();
  }

  private static boolean has(Panel panel, String name) {
    return panel.curves().stream().anyMatch(curve -> curve.name().equals(name));
  }

  private Optional<String> bestEntry() {
    return best.isPresent()
        ? Optional.of("best epoch " + best.getAsInt() + " of " + epochs() + ": " + bestText)
        : Optional.empty();
  }
}
