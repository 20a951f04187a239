package dev.peaberry.cli;

/**
 * One of the folds of a cross-validation. Immutable.
 *
 * @param number 1 to {@code count}, or 0 for all of them, one after the other
 * @param count how many there are
 */
record Fold(int number, int count) {
  Fold {
    if (count < 2 || number < 0 || number > count) {
      throw new IllegalArgumentException(
          "found fold %d of %d, expected 1 to the number of folds".formatted(number, count));
    }
  }

  /** All of them, one after the other. */
  static Fold all(int count) {
    return new Fold(0, count);
  }

  /** Whether these are all of them. */
  boolean isAll() {
    return number == 0;
  }
}
