package dev.peaberry.image;

/**
 * Predicts blocks from the pixels above and to the left of them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-12">RFC 6386, section 12</a>
 */
final class Vp8Prediction {
  /** The modes of whole blocks; as contexts of 4 x 4 blocks they count as those of one number. */
  static final int DC = 0;

  static final int TRUE_MOTION = 1;
  static final int VERTICAL = 2;
  static final int HORIZONTAL = 3;

  /** More modes, of 4 x 4 blocks alone. */
  static final int LEFT_DOWN = 4;

  static final int RIGHT_DOWN = 5;
  static final int VERTICAL_RIGHT = 6;
  static final int VERTICAL_LEFT = 7;
  static final int HORIZONTAL_DOWN = 8;
  static final int HORIZONTAL_UP = 9;

  private Vp8Prediction() {}

  /** Predicts a block of 16 x 16 or 8 x 8 pixels at {@code (x, y)}. */
  static void block(Vp8Plane plane, int x, int y, int size, int mode) {
    int at = plane.at(x, y);
    int mean = mode == DC ? mean(plane, at, size, y > 0, x > 0) : 0;
    int corner = plane.get(at - plane.stride - 1);
    for (int row = 0; row < size; row++) {
      int start = at + row * plane.stride;
      int left = plane.get(start - 1);
      for (int column = 0; column < size; column++) {
        int above = plane.get(at - plane.stride + column);
        plane.pixels[start + column] =
            switch (mode) {
              case DC -> (byte) mean;
              case VERTICAL -> (byte) above;
              case HORIZONTAL -> (byte) left;
              default -> Vp8Plane.clip(left + above - corner);
            };
      }
    }
  }

  /** The mean of the neighbours inside the picture, or 128 if there are none. */
  private static int mean(Vp8Plane plane, int at, int size, boolean above, boolean left) {
    if (!above && !left) {
      return 128;
    }
    int sum = 0;
    for (int i = 0; i < size; i++) {
      sum += above ? plane.get(at - plane.stride + i) : 0;
      sum += left ? plane.get(at + i * plane.stride - 1) : 0;
    }
    int count = above && left ? 2 * size : size;
    return (sum + count / 2) / count;
  }

  /**
   * Predicts a 4 x 4 block.
   *
   * @param edge its neighbours from the bottom left over the corner (4) to the top right (12)
   */
  static void subBlock(Vp8Plane plane, int at, int mode, int[] edge) {
    int mean = 4;
    for (int i = 0; i < 4; i++) {
      mean += edge[i] + edge[5 + i];
    }
    mean >>= 3;
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        int value =
            switch (mode) {
              case DC -> mean;
              case TRUE_MOTION -> Math.max(0, Math.min(255, edge[3 - y] + edge[5 + x] - edge[4]));
              case VERTICAL -> three(edge, 5 + x);
              case HORIZONTAL -> three(edge, 3 - y);
              case LEFT_DOWN -> three(edge, 6 + x + y);
              case RIGHT_DOWN -> three(edge, 4 + x - y);
              case VERTICAL_RIGHT -> verticalRight(edge, x, y);
              case VERTICAL_LEFT -> verticalLeft(edge, x, y);
              case HORIZONTAL_DOWN -> horizontalDown(edge, x, y);
              default -> horizontalUp(edge, x, y);
            };
        plane.pixels[at + y * plane.stride + x] = (byte) value;
      }
    }
  }

  private static int verticalRight(int[] edge, int x, int y) {
    int slope = 2 * x - y;
    int place = 4 + x - (y >> 1);
    if (slope < -1) {
      return three(edge, 5 - y);
    }
    return slope >= 0 && slope % 2 == 0 ? two(edge, place) : three(edge, Math.max(4, place));
  }

  private static int verticalLeft(int[] edge, int x, int y) {
    int place = 5 + x + (y >> 1);
    if (x == 3 && y >= 2) {
      // The format's own exception to the pattern.
      return three(edge, 8 + y);
    }
    return y % 2 == 0 ? two(edge, place) : three(edge, place + 1);
  }

  private static int horizontalDown(int[] edge, int x, int y) {
    int slope = 2 * y - x;
    int place = 4 - y + (x >> 1);
    if (slope < -1) {
      return three(edge, 3 + x);
    }
    return slope >= 0 && slope % 2 == 0 ? two(edge, place - 1) : three(edge, Math.min(4, place));
  }

  private static int horizontalUp(int[] edge, int x, int y) {
    int place = 3 - y - (x >> 1);
    int slope = x + 2 * y;
    if (slope > 5) {
      return edge[0];
    }
    return slope % 2 == 0 ? two(edge, place - 1) : three(edge, place - 1);
  }

  /** The rounded mean of a neighbour and the next. */
  private static int two(int[] edge, int place) {
    return (edge[place] + edge[place + 1] + 1) >> 1;
  }

  /** The rounded mean of three neighbours, the middle one twice; the ends repeat. */
  private static int three(int[] edge, int middle) {
    int before = edge[Math.max(0, middle - 1)];
    int after = edge[Math.min(12, middle + 1)];
    return (before + 2 * edge[middle] + after + 2) >> 2;
  }
}
