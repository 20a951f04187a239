package dev.peaberry.report;

import java.util.List;

/**
 * One diagram of a {@link CurvePlot}: curves that share a vertical axis. Immutable.
 *
 * @param title what stands above it and beside its axis, such as "Loss"
 * @param curves what is drawn, in the order of the legend
 * @param logarithmic whether the axis is logarithmic; ignored if a value is 0 or less
 */
public record Panel(String title, List<Curve> curves, boolean logarithmic) {
  /** Copies the list. */
  public Panel {
    curves = List.copyOf(curves);
  }

  /** Curves on a linear axis. */
  public static Panel of(String title, Curve... curves) {
    return new Panel(title, List.of(curves), false);
  }

  /** The same curves on a logarithmic axis, as suits learning rates. */
  public Panel withLogarithmicAxis() {
    return new Panel(title, curves, true);
  }

  /** The number of epochs of the longest curve. */
  int epochs() {
    return curves.stream().mapToInt(curve -> curve.values().size()).max().orElse(0);
  }
}
