package dev.peaberry.metric;

import dev.peaberry.engine.Shape;

/** How targets say what is right. */
enum Targets {
  /** One value for each predicted value: {@code (N)} or {@code (N, ...)}. */
  VALUES,
  /** A row of scores for each predicted row: {@code (N, classes)}. */
  ONE_HOT,
  /** A class index for each predicted row: {@code (N)} or {@code (N, 1)}. */
  CLASSES;

  /**
   * The length of the predicted rows, each of which is right or wrong as a whole.
   *
   * @throws IllegalArgumentException if the shapes do not fit
   */
  int rowLength(Shape yTrue, Shape yPred) {
    if (yPred.rank() == 0 || yTrue.rank() == 0 || yTrue.get(0) != yPred.get(0)) {
      throw misfit(yTrue, yPred, "as many examples in both");
    }
    return switch (this) {
      case VALUES -> {
        if (yTrue.size() != yPred.size() || Math.abs(yTrue.rank() - yPred.rank()) > 1) {
          throw misfit(yTrue, yPred, "a true value for each predicted one");
        }
        yield 1;
      }
      case ONE_HOT -> {
        if (yPred.rank() < 2 || !yTrue.equals(yPred)) {
          throw misfit(yTrue, yPred, "(N, classes) for both");
        }
        yield yPred.last();
      }
      case CLASSES -> {
        if (yPred.rank() < 2 || yTrue.size() * yPred.last() != yPred.size()) {
          throw misfit(yTrue, yPred, "yTrue of (N) or (N, 1) and yPred of (N, classes)");
        }
        yield yPred.last();
      }
    };
  }

  private static IllegalArgumentException misfit(Shape yTrue, Shape yPred, String expected) {
    return new IllegalArgumentException(
        "Found yTrue of shape " + yTrue + " and yPred of " + yPred + ", expected " + expected);
  }
}
