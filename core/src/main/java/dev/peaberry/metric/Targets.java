package dev.peaberry.metric;

import dev.peaberry.engine.Shape;

/** How targets say what is right, and how they are paired with rows of predictions. */
enum Targets {
  /** One value for each predicted value: {@code (N)} or {@code (N, ...)}. */
  VALUES,
  /** A row of values for each predicted row, {@code (N, outputs)}, or a class index for it. */
  ROWS,
  /** As {@link #ROWS}, of two or more classes. */
  ONE_HOT,
  /** A class index for each predicted row, {@code (N)} or {@code (N, 1)}. */
  CLASSES;

  /**
   * The length of the predicted rows.
   *
   * @throws IllegalArgumentException if the shapes do not fit
   */
  int rowLength(Shape yTrue, Shape yPred) {
    if (yPred.rank() == 0 || yTrue.rank() == 0 || yTrue.get(0) != yPred.get(0)) {
      throw misfit(yTrue, yPred, "as many examples in both");
    }
    switch (this) {
      case VALUES -> require(areAlike(yTrue, yPred), yTrue, yPred, "a true value for each output");
      case ROWS ->
          require(
              areAlike(yTrue, yPred) || areIndices(yTrue, yPred),
              yTrue,
              yPred,
              "a true value for each output, or a class index for each row of outputs");
      case ONE_HOT -> {
        require(hasClasses(yPred), yTrue, yPred, TWO_CLASSES);
        require(
            areAlike(yTrue, yPred) || areIndices(yTrue, yPred),
            yTrue,
            yPred,
            "(N, classes) for both, or class indices for yTrue");
      }
      case CLASSES -> {
        require(hasClasses(yPred), yTrue, yPred, TWO_CLASSES);
        require(
            areIndices(yTrue, yPred),
            yTrue,
            yPred,
            "yTrue of (N) or (N, 1) and yPred of (N, classes)");
      }
    }
    return this == VALUES || yPred.rank() == 1 ? 1 : yPred.last();
  }

  private static final String TWO_CLASSES =
      "yPred of (N, classes) with two or more classes; a single output wants a binary metric";

  /** Whether there is one true value for each predicted one; a last axis of 1 may be left out. */
  static boolean areAlike(Shape yTrue, Shape yPred) {
    return yTrue.equals(yPred) || isColumnOf(yTrue, yPred) || isColumnOf(yPred, yTrue);
  }

  private static boolean isColumnOf(Shape longer, Shape shorter) {
    return longer.rank() == shorter.rank() + 1
        && longer.last() == 1
        && longer.size() == shorter.size();
  }

  /** Whether there is one true value for each row of several predicted ones. */
  static boolean areIndices(Shape yTrue, Shape yPred) {
    return hasClasses(yPred)
        && yTrue.size() * yPred.last() == yPred.size()
        && (yTrue.rank() == yPred.rank() - 1
            || (yTrue.rank() == yPred.rank() && yTrue.last() == 1));
  }

  private static boolean hasClasses(Shape yPred) {
    return yPred.rank() > 1 && yPred.last() > 1;
  }

  private static void require(boolean fits, Shape yTrue, Shape yPred, String expected) {
    if (!fits) {
      throw misfit(yTrue, yPred, expected);
    }
  }

  private static IllegalArgumentException misfit(Shape yTrue, Shape yPred, String expected) {
    return new IllegalArgumentException(
        "Found yTrue of shape " + yTrue + " and yPred of " + yPred + ", expected " + expected);
  }
}
