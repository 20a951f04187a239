package dev.peaberry.lint;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
  /** The training cannot give what is wanted. */
  ERROR,
  /** The training works, but worse than it could, or says less than it seems to. */
  WARNING;

  /** In lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
