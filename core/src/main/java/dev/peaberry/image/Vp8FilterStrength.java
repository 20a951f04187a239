package dev.peaberry.image;

/**
 * How strongly a macroblock's edges are smoothed. Immutable.
 *
 * @param limit how much pixels across an edge may differ
 * @param interior how much neighbours beside an edge may differ
 * @param variance above which difference an edge counts as part of the picture
 */
record Vp8FilterStrength(int limit, int interior, int variance) {
  /** The strength for a level of 1 to 63. */
  static Vp8FilterStrength of(int level, int sharpness) {
    int interior = level;
    if (sharpness > 0) {
      interior = Math.min(level >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
    }
    interior = Math.max(1, interior);
    int variance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
    return new Vp8FilterStrength(2 * level + interior, interior, variance);
  }
}
