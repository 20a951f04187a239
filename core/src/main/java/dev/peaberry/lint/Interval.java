package dev.peaberry.lint;

/**
 * The values from one number to another. Immutable.
 *
 * @param low the smallest
 * @param high the largest
 */
record Interval(double low, double high) {
  double width() {
    return high - low;
  }

  /** Every value times a number plus a number. */
  Interval scaled(double scale, double offset) {
    double one = low * scale + offset;
    double other = high * scale + offset;
    return new Interval(Math.min(one, other), Math.max(one, other));
  }

  /** The smallest interval that holds both. */
  Interval hull(Interval other) {
    return new Interval(Math.min(low, other.low), Math.max(high, other.high));
  }

  @Override
  public String toString() {
    return Wording.number(low) + " to " + Wording.number(high);
  }
}
