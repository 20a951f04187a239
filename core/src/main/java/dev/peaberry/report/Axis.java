package dev.peaberry.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A vertical axis: what part of the values is shown, and where the ticks are. Immutable.
 *
 * @param low the value at the lower end
 * @param high the value at the upper end
 * @param logarithmic whether equal distances are equal factors
 * @param above how many values are too large to be shown
 */
record Axis(double low, double high, boolean logarithmic, int above) {
  // A range is cut only for values far outside the others: the first epochs of a good training are
  // far above its end, but not this far.
  private static final double FAR_ABOVE = 50;
  private static final double SHOWN_ABOVE = 8;

  /** A tick of the axis and its text. */
  record Tick(double value, String text) {}

  /** The axis that suits a panel's finite values. */
  static Axis of(Panel panel) {
    double[] values =
        panel.curves().stream()
            .flatMapToDouble(curve -> curve.values().stream().mapToDouble(Double::doubleValue))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (values.length == 0) {
      return new Axis(0, 1, false, 0);
    }
    double low = values[0];
    double high = values[values.length - 1];
    if (panel.logarithmic() && low > 0 && high / low >= 2) {
      return new Axis(low / 1.3, high * 1.3, true, 0);
    }
    double shown = withoutFarValues(values);
    int above = (int) DoubleStream.of(values).filter(value -> value > shown).count();
    double margin = shown > low ? 0.06 * (shown - low) : Math.max(0.05 * Math.abs(low), 1e-6);
    boolean shares = low >= 0 && high <= 1;
    return new Axis(
        low >= 0 ? Math.max(0, low - margin) : low - margin,
        shares ? Math.min(1, shown + margin) : shown + margin,
        false,
        above);
  }

  private static double withoutFarValues(double[] sorted) {
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double usual = sorted[(int) (0.9 * (sorted.length - 1))] - low;
    if (usual <= 0 || high - low <= FAR_ABOVE * usual) {
      return high;
    }
    double limit = low + SHOWN_ABOVE * usual;
    return DoubleStream.of(sorted).filter(value -> value <= limit).max().orElse(high);
  }

  /** Where a value is: 0 at the lower end, 1 at the upper one; larger values stop at 1. */
  double position(double value) {
    double place =
        logarithmic
            ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
            : value / (high - low) - low / (high - low);
    return Math.min(1, Math.max(0, place));
  }

  /** Round values inside the axis, ascending. */
  List<Tick> ticks() {
    return logarithmic ? powers() : steps();
  }

  private List<Tick> steps() {
    double step = roundStep((high - low) / 5);
    List<Tick> ticks = new ArrayList<>();
    for (double n = Math.ceil(low / step - 1e-9); n * step <= high + 1e-9 * step; n++) {
      ticks.add(new Tick(n * step, Numbers.tick(n * step, step)));
      if (ticks.size() > 20) {
        break;
      }
    }
    return ticks;
  }

  private List<Tick> powers() {
    boolean few = high / low < 1000;
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
      for (int digit : few ? new int[] {1, 2, 5} : new int[] {1}) {
        double value = digit * Math.pow(10, power);
        if (value >= low && value <= high) {
          ticks.add(new Tick(value, withoutEndingZeros(Numbers.value(value))));
        }
      }
    }
    return ticks;
  }

  private static String withoutEndingZeros(String number) {
    return number.replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
  }

  /** The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below a length. */
  static double roundStep(double length) {
    double power = Math.pow(10, Math.floor(Math.log10(length)));
    for (double digit : new double[] {1, 2, 2.5, 5}) {
      if (digit * power >= length * (1 - 1e-9)) {
        return digit * power;
      }
    }
    return 10 * power;
  }
}
