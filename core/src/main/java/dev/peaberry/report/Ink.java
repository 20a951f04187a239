package dev.peaberry.report;

import java.awt.Color;
import java.util.List;

/**
 * The colours of all pictures: Okabe and Ito's palette, which people with any common colour vision
 * can tell apart (<a href="https://jfly.uni-koeln.de/color/">Color Universal Design</a>).
 */
final class Ink {
  static final Color TEXT = new Color(0x222222);
  static final Color QUIET = new Color(0x5f6368);
  static final Color AXIS = new Color(0x9aa0a6);
  static final Color GRID = new Color(0xe4e6e9);
  static final Color BACKDROP = new Color(0xf1f3f4);
  static final Color BLUE = new Color(0x0072b2);
  static final Color VERMILION = new Color(0xd55e00);

  private static final List<Color> SERIES =
      List.of(
          BLUE,
          VERMILION,
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0xe69f00),
          new Color(0x56b4e9),
          new Color(0x444444));

  private Ink() {}

  /** The colour of a curve; they repeat after seven. */
  static Color series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  /** The dash length that tells repeated colours apart; 0 for the first seven, solid, curves. */
  static double dash(int index) {
    int repeats = index / SERIES.size();
    return 3.0 * repeats;
  }

  /** From white for 0 to dark blue for 1, with even steps of lightness. */
  static Color shade(double share) {
    double t = Math.min(1, Math.max(0, share));
    return new Color(blend(255, 8, t), blend(255, 69, t), blend(255, 148, t));
  }

  /** Black or white, whichever is read better on a shade. */
  static Color on(double share) {
    return share > 0.55 ? Color.WHITE : TEXT;
  }

  private static int blend(int from, int to, double t) {
    return (int) Math.round(from + (to - from) * t);
  }
}
