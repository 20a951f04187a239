package dev.peaberry.image;

/**
 * Smooths the edges between blocks of one plane.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-15">RFC 6386, section 15</a>
 */
final class Vp8LoopFilter {
  private final byte[] pixels;

  Vp8LoopFilter(Vp8Plane plane) {
    this.pixels = plane.pixels;
  }

  /**
   * The simple filter along 16 pixels of an edge.
   *
   * @param at the first pixel behind the edge
   * @param across the distance of pixels across the edge
   * @param along the distance of pixels along it
   */
  void simple(int at, int across, int along, int limit) {
    for (int i = 0; i < 16; i++) {
      int q0 = at + i * along;
      if (differs(q0, across, 2 * limit + 1)) {
        two(q0, across);
      }
    }
  }

  /** The normal filter between macroblocks. */
  void outer(int at, int across, int along, int length, Vp8FilterStrength strength) {
    for (int i = 0; i < length; i++) {
      int q0 = at + i * along;
      if (applies(q0, across, 2 * (strength.limit() + 4) + 1, strength.interior())) {
        if (varies(q0, across, strength.variance())) {
          two(q0, across);
        } else {
          six(q0, across);
        }
      }
    }
  }

  /** The normal filter between the 4 x 4 blocks of a macroblock. */
  void inner(int at, int across, int along, int length, Vp8FilterStrength strength) {
    for (int i = 0; i < length; i++) {
      int q0 = at + i * along;
      if (applies(q0, across, 2 * strength.limit() + 1, strength.interior())) {
        if (varies(q0, across, strength.variance())) {
          two(q0, across);
        } else {
          four(q0, across);
        }
      }
    }
  }

  private int get(int at) {
    return pixels[at] & 0xff;
  }

  private boolean differs(int q0, int step, int most) {
    int near = Math.abs(get(q0 - step) - get(q0));
    return 4 * near + Math.abs(get(q0 - 2 * step) - get(q0 + step)) <= most;
  }

  private boolean applies(int q0, int step, int most, int interior) {
    if (!differs(q0, step, most)) {
      return false;
    }
    for (int i = 1; i <= 3; i++) {
      if (Math.abs(get(q0 - (i + 1) * step) - get(q0 - i * step)) > interior
          || Math.abs(get(q0 + i * step) - get(q0 + (i - 1) * step)) > interior) {
        return false;
      }
    }
    return true;
  }

  private boolean varies(int q0, int step, int threshold) {
    return Math.abs(get(q0 - 2 * step) - get(q0 - step)) > threshold
        || Math.abs(get(q0 + step) - get(q0)) > threshold;
  }

  private void two(int q0, int step) {
    int outside = signed(get(q0 - 2 * step) - get(q0 + step));
    int a = 3 * (get(q0) - get(q0 - step)) + outside;
    put(q0 - step, small((a + 3) >> 3));
    put(q0, -small((a + 4) >> 3));
  }

  private void four(int q0, int step) {
    int a = 3 * (get(q0) - get(q0 - step));
    int near = small((a + 4) >> 3);
    int far = (near + 1) >> 1;
    put(q0 - 2 * step, far);
    put(q0 - step, small((a + 3) >> 3));
    put(q0, -near);
    put(q0 + step, -far);
  }

  private void six(int q0, int step) {
    int outside = signed(get(q0 - 2 * step) - get(q0 + step));
    int a = signed(3 * (get(q0) - get(q0 - step)) + outside);
    int[] shares = {(27 * a + 63) >> 7, (18 * a + 63) >> 7, (9 * a + 63) >> 7};
    for (int i = 0; i < 3; i++) {
      put(q0 - (i + 1) * step, shares[i]);
      put(q0 + i * step, -shares[i]);
    }
  }

  private void put(int at, int added) {
    pixels[at] = Vp8Plane.clip(get(at) + added);
  }

  private static int signed(int value) {
    return Math.max(-128, Math.min(127, value));
  }

  private static int small(int value) {
    return Math.max(-16, Math.min(15, value));
  }
}
