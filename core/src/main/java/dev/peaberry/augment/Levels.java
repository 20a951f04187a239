package dev.peaberry.augment;

/**
 * Values of a range as grey levels from 0 to 255 and back. Immutable.
 *
 * @param range the range
 */
record Levels(Range range) {
  /** The level of a value. */
  float to(float value) {
    return isUsual() ? value : (value - lower()) / width() * 255;
  }

  /** The level without its fraction, within 0 to 255. */
  int whole(float value) {
    return (int) Math.max(0, Math.min(255, to(value)));
  }

  /** The value of a level. */
  float from(float level) {
    return isUsual() ? level : level / 255 * width() + lower();
  }

  private boolean isUsual() {
    return range.lower() == 0 && range.upper() == 255;
  }

  private float lower() {
    return (float) range.lower();
  }

  private float width() {
    return (float) range.upper() - lower();
  }
}
