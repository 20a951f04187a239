package dev.peaberry.cli;

/** Which pictures of a data set. */
enum Part {
  /** All of them. */
  ALL,
  /** Those to train on. */
  TRAIN,
  /** Those to validate with. */
  VALIDATION,
  /** Those to test with. */
  TEST;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
