package dev.peaberry.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A quantity over the epochs of a run, such as the validation loss. Immutable.
 *
 * @param name what the legend calls it
 * @param values one value an epoch, the first epoch's first; NaN and infinities become gaps
 */
public record Curve(String name, List<Double> values) {
  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if a value is null
   */
  public Curve {
    if (values.stream().anyMatch(value -> value == null)) {
      throw new IllegalArgumentException(
          "Curve \"" + name + "\" has null at index " + values.indexOf(null) + ", expected NaN");
    }
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** Whether there is something to draw at an epoch, counted from 0. */
  boolean hasPoint(int epoch) {
    return epoch >= 0 && epoch < values.size() && Double.isFinite(values.get(epoch));
  }

  /** The last epoch that has a point, counted from 0; -1 if none has. */
  int lastPoint() {
    int epoch = values.size() - 1;
    while (epoch >= 0 && !hasPoint(epoch)) {
      epoch--;
    }
    return epoch;
  }
}
