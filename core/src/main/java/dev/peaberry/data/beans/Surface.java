package dev.peaberry.data.beans;

/**
 * What the outside of a bean looks like at a degree of roast. Immutable.
 *
 * @param skin the colour of its outside
 * @param mottle the colour of the spots and edges
 * @param crease the colour at the bottom of the crease
 * @param chaff the colour of the thin skin that is left, mostly in the crease
 * @param chaffAmount how much of it is left, 0 to 1
 * @param gloss how strongly it shines, 0 to 1
 * @param wrinkles how rough it is, 0 to 1
 */
record Surface(
    Colour skin,
    Colour mottle,
    Colour crease,
    Colour chaff,
    double chaffAmount,
    double gloss,
    double wrinkles) {
  private static final double[] DEGREES = {0, 0.55, 1, 2, 3, 3.5};
  private static final Surface[] STAGES = {
    new Surface(
        Colour.srgb(150, 149, 112),
        Colour.srgb(118, 121, 88),
        Colour.srgb(92, 86, 58),
        Colour.srgb(196, 188, 152),
        0.55,
        0.10,
        0.35),
    new Surface(
        Colour.srgb(178, 150, 92),
        Colour.srgb(140, 112, 62),
        Colour.srgb(98, 74, 42),
        Colour.srgb(206, 186, 134),
        0.55,
        0.08,
        0.70),
    new Surface(
        Colour.srgb(166, 112, 60),
        Colour.srgb(122, 74, 38),
        Colour.srgb(72, 42, 22),
        Colour.srgb(214, 178, 116),
        0.50,
        0.10,
        0.95),
    new Surface(
        Colour.srgb(104, 68, 43),
        Colour.srgb(74, 46, 29),
        Colour.srgb(36, 22, 14),
        Colour.srgb(196, 154, 92),
        0.55,
        0.20,
        0.55),
    new Surface(
        Colour.srgb(60, 42, 33),
        Colour.srgb(42, 29, 23),
        Colour.srgb(18, 12, 10),
        Colour.srgb(122, 88, 58),
        0.22,
        0.62,
        0.30),
    new Surface(
        Colour.srgb(42, 31, 27),
        Colour.srgb(30, 22, 19),
        Colour.srgb(12, 9, 8),
        Colour.srgb(80, 56, 40),
        0.10,
        0.90,
        0.22)
  };

  /** The surface at a degree of roast, 0 (raw) to 3.5 (nearly black). */
  static Surface at(double degree) {
    int next = 1;
    while (next < DEGREES.length - 1 && DEGREES[next] < degree) {
      next++;
    }
    double share = (degree - DEGREES[next - 1]) / (DEGREES[next] - DEGREES[next - 1]);
    return STAGES[next - 1].mix(STAGES[next], Math.max(0, Math.min(1, share)));
  }

  private Surface mix(Surface other, double share) {
    return new Surface(
        skin.mix(other.skin, share),
        mottle.mix(other.mottle, share),
        crease.mix(other.crease, share),
        chaff.mix(other.chaff, share),
        chaffAmount + (other.chaffAmount - chaffAmount) * share,
        gloss + (other.gloss - gloss) * share,
        wrinkles + (other.wrinkles - wrinkles) * share);
  }
}
