package dev.peaberry.data.check;

import java.util.Locale;

/** How bad a fault of a data set is. */
public enum Severity {
  /** A model cannot learn from it, or its figures will be wrong. */
  ERROR,
  /** A model will be worse than it could be, or its figures less sure. */
  WARNING,
  /** Worth knowing; often intended. */
  NOTE;

  /** In lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
