package dev.peaberry.data;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;

/** Turns class indices into the targets that losses take. Stateless. */
public final class Labels {
  private Labels() {}

  /**
   * The targets of a batch, in the shape that the mode says.
   *
   * @param labels class indices {@code (N)}
   * @param classes the number of classes
   * @throws IllegalArgumentException if a label is not below the number of classes
   * @throws DataException if the mode is binary and there are not two classes
   */
  public static FloatArray encode(int[] labels, LabelMode mode, int classes) {
    requireFits(mode, classes);
    boolean categorical = mode == LabelMode.CATEGORICAL;
    float[] targets = new float[labels.length * (categorical ? classes : 1)];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "Labels are 0 to " + (classes - 1) + ", found " + labels[i]);
      }
      if (categorical) {
        targets[i * classes + labels[i]] = 1;
      } else {
        targets[i] = labels[i];
      }
    }
    Shape shape =
        switch (mode) {
          case INT -> Shape.of(labels.length);
          case CATEGORICAL -> Shape.of(labels.length, classes);
          case BINARY -> Shape.of(labels.length, 1);
        };
    return new FloatArray(shape, targets);
  }

  /**
   * Checks before any picture is read that the classes can be encoded in a mode.
   *
   * @throws DataException if the mode is binary and there are not two classes
   */
  public static void requireFits(LabelMode mode, int classes) {
    if (mode == LabelMode.BINARY && classes != 2) {
      throw new DataException(
          "Binary labels need exactly 2 classes, found " + classes + ": use categorical labels");
    }
  }
}
