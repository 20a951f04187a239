package dev.peaberry.data;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.List;

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
    boolean categorical = mode == LabelMode.CATEGORICAL || mode == LabelMode.MULTI_HOT;
    float[] targets = new float[labels.length * (categorical ? classes : 1)];
    for (int i = 0; i < labels.length; i++) {
      requireLabel(labels[i], classes);
      if (categorical) {
        targets[i * classes + labels[i]] = 1;
      } else {
        targets[i] = labels[i];
      }
    }
    Shape shape =
        switch (mode) {
          case INT -> Shape.of(labels.length);
          case CATEGORICAL, MULTI_HOT -> Shape.of(labels.length, classes);
          case BINARY -> Shape.of(labels.length, 1);
        };
    return new FloatArray(shape, targets);
  }

  /** How many pictures there are of each class; one of several classes counts in each. */
  public static int[] counts(ImageSource source) {
    int[] counts = new int[source.classNames().size()];
    for (int i = 0; i < source.size(); i++) {
      source.labels(i).forEach(label -> counts[label]++);
    }
    return counts;
  }

  /** Whether some picture has several classes. */
  public static boolean areSeveral(ImageSource source) {
    for (int i = 0; i < source.size(); i++) {
      if (source.labels(i).size() > 1) {
        return true;
      }
    }
    return false;
  }

  /**
   * Checks that each class that is there can be on both sides of a split.
   *
   * @throws DataException if there is one picture of a class only
   */
  static void requireTwoOfEach(ImageSource source) {
    int[] counts = counts(source);
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] == 1) {
        throw new DataException(
            "Found 1 picture of class %s, expected at least 2, one to train on and one to validate with; add pictures, leave the class out, or divide by another rule"
                .formatted(source.classNames().get(label)));
      }
    }
  }

  /**
   * The targets of pictures that may show several things: 1 for each class of a picture, 0 for the
   * others, {@code (N, classes)}.
   *
   * @param labels the classes of each picture
   * @param classes the number of classes
   * @throws IllegalArgumentException if a label is not below the number of classes
   */
  public static FloatArray multiHot(List<List<Integer>> labels, int classes) {
    float[] targets = new float[labels.size() * classes];
    for (int i = 0; i < labels.size(); i++) {
      for (int label : labels.get(i)) {
        requireLabel(label, classes);
        targets[i * classes + label] = 1;
      }
    }
    return new FloatArray(Shape.of(labels.size(), classes), targets);
  }

  private static void requireLabel(int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException("Labels are 0 to " + (classes - 1) + ", found " + label);
    }
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
