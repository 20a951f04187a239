package dev.peaberry.image;

import java.util.Arrays;

/**
 * Reads the coefficients of macroblocks. Confined to one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-13">RFC 6386, section 13</a>
 */
final class Vp8Residuals {
  /** Of luma 16 blocks, then four of each chroma plane, 16 coefficients each. */
  final int[] coefficients = new int[24 * 16];

  private static final int LUMA_AFTER_MEANS = 0;
  private static final int MEANS = 1;
  private static final int CHROMA = 2;
  private static final int LUMA = 3;

  private final int[] probabilities;
  private final int[] means = new int[16];

  // Whether the blocks above and to the left have coefficients: 4 of luma, 2 + 2 of chroma, means.
  private final boolean[] above;
  private final boolean[] left = new boolean[9];

  Vp8Residuals(int[] probabilities, int macroblocks) {
    this.probabilities = probabilities;
    this.above = new boolean[9 * macroblocks];
  }

  void startRow() {
    Arrays.fill(left, false);
  }

  /** A macroblock without coefficients. */
  void skip(int column, boolean hasMeans) {
    int known = hasMeans ? 9 : 8;
    Arrays.fill(left, 0, known, false);
    Arrays.fill(above, 9 * column, 9 * column + known, false);
  }

  /** Reads a macroblock's coefficients; false if all are zero. */
  boolean read(Vp8BoolDecoder in, int column, boolean hasMeans, int[] steps) {
    Arrays.fill(coefficients, 0);
    int top = 9 * column;
    if (hasMeans) {
      Arrays.fill(means, 0);
      int context = count(left[8], above[top + 8]);
      boolean any = block(in, MEANS, context, 0, means, 0, steps[2], steps[3]) > 0;
      left[8] = any;
      above[top + 8] = any;
      Vp8Transform.means(means, coefficients);
    }
    int first = hasMeans ? 1 : 0;
    int type = hasMeans ? LUMA_AFTER_MEANS : LUMA;
    plane(in, type, first, 4, 0, top, 0, steps[0], steps[1]);
    plane(in, CHROMA, 0, 2, 4, top + 4, 16, steps[4], steps[5]);
    plane(in, CHROMA, 0, 2, 6, top + 6, 20, steps[4], steps[5]);
    for (int coefficient : coefficients) {
      if (coefficient != 0) {
        return true;
      }
    }
    return false;
  }

  private void plane(
      Vp8BoolDecoder in,
      int type,
      int first,
      int size,
      int leftAt,
      int aboveAt,
      int blockAt,
      int dc,
      int ac) {
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int context = count(left[leftAt + y], above[aboveAt + x]);
        int place = (blockAt + y * size + x) * 16;
        boolean any = block(in, type, context, first, coefficients, place, dc, ac) > first;
        left[leftAt + y] = any;
        above[aboveAt + x] = any;
      }
    }
  }

  private static int count(boolean one, boolean other) {
    return (one ? 1 : 0) + (other ? 1 : 0);
  }

  /** Reads one block; gives the number of coefficients up to the last that is not zero. */
  private int block(
      Vp8BoolDecoder in,
      int type,
      int context,
      int first,
      int[] target,
      int place,
      int dc,
      int ac) {
    int p = Vp8Tables.place(type, Vp8Tables.BAND[first], context);
    for (int n = first; n < 16; n++) {
      if (in.bit(probabilities[p]) == 0) {
        return n;
      }
      while (in.bit(probabilities[p + 1]) == 0) {
        n++;
        if (n == 16) {
          return 16;
        }
        p = Vp8Tables.place(type, Vp8Tables.BAND[n], 0);
      }
      int value = 1;
      if (in.bit(probabilities[p + 2]) == 1) {
        value = large(in, p);
      }
      p = Vp8Tables.place(type, Vp8Tables.BAND[n + 1], value == 1 ? 1 : 2);
      int signed = in.bit(128) == 1 ? -value : value;
      // The reference decoder keeps 16 bits, which matters for damaged files only.
      target[place + Vp8Tables.ZIGZAG[n]] = (short) (signed * (n == 0 ? dc : ac));
    }
    return 16;
  }

  private int large(Vp8BoolDecoder in, int p) {
    if (in.bit(probabilities[p + 3]) == 0) {
      return in.bit(probabilities[p + 4]) == 0 ? 2 : 3 + in.bit(probabilities[p + 5]);
    }
    if (in.bit(probabilities[p + 6]) == 0) {
      if (in.bit(probabilities[p + 7]) == 0) {
        return 5 + in.bit(159);
      }
      int high = in.bit(165);
      return 7 + 2 * high + in.bit(145);
    }
    int high = in.bit(probabilities[p + 8]);
    int category = 2 * high + in.bit(probabilities[p + 9 + high]);
    int extra = 0;
    for (int probability : Vp8Tables.EXTRA_BITS[category]) {
      extra = 2 * extra + in.bit(probability);
    }
    return extra + 3 + (8 << category);
  }
}
