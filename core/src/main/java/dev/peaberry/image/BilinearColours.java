package dev.peaberry.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Resizes pictures of three channels between four pixels to 8 bits, the case of every photo.
 * Weights are whole numbers of 22 bits, so that a value is off by less than 1e-4 before it is
 * rounded. Confined to one picture and thread.
 *
 * <p>A pixel and its right neighbour lie in one {@code long}. The loops over those are short, one
 * operation each and without branches, because the compiler makes vector instructions of such loops
 * only: of the plain loop over bytes it makes none, and that takes three times as long.
 */
final class BilinearColours {
  private static final int CHANNELS = 3;
  private static final int BITS = 22;
  private static final long LOW = 0xffff_ffffL;
  private static final long ONE_CHANNEL = 0x0000_00ff_0000_00ffL;
  private static final long HALF = 1L << (2 * BITS - 1);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Pixels image;
  private final Placement place;
  private final Taps across;
  private final Taps down;
  private final long[] rightWeights;
  private final long[] blended;
  private final long[][] channels;

  private BilinearColours(Pixels image, Placement place, Taps across, Taps down) {
    this.image = image;
    this.place = place;
    this.across = across;
    this.down = down;
    this.rightWeights = fixed(across);
    this.blended = new long[place.width()];
    this.channels = new long[CHANNELS][place.width()];
  }

  private static long[] fixed(Taps taps) {
    long[] weights = new long[taps.starts().length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.round(taps.weights()[2 * i + 1] * (double) (1 << BITS));
    }
    return weights;
  }

  /** Whether a picture can be resized so. */
  static boolean suits(Pixels image, Taps across, Taps down) {
    return across.count() == 2
        && down.count() == 2
        && image.channels() == CHANNELS
        && image.bytes().length >= Long.BYTES;
  }

  /** Writes the resized picture, whose first byte is at {@code offset} of rows of a stride. */
  static void resize(
      Pixels image,
      Placement place,
      Taps across,
      Taps down,
      byte[] target,
      int offset,
      int targetStride) {
    new BilinearColours(image, place, across, down).run(target, offset, targetStride);
  }

  private void run(byte[] target, int offset, int targetStride) {
    long[] weights = fixed(down);
    long[] upper = new long[place.width()];
    long[] lower = new long[place.width()];
    int upperRow = -1;
    int lowerRow = -1;
    for (int y = 0; y < place.height(); y++) {
      int row = down.starts()[y];
      if (lowerRow == row) {
        long[] spare = upper;
        upper = lower;
        lower = spare;
        upperRow = row;
        lowerRow = -1;
      }
      if (upperRow != row) {
        pairs(row, upper);
        upperRow = row;
      }
      if (lowerRow != row + 1) {
        pairs(row + 1, lower);
        lowerRow = row + 1;
      }
      for (int c = 0; c < CHANNELS; c++) {
        betweenRows(upper, lower, Byte.SIZE * c, weights[y], blended);
        betweenColumns(blended, rightWeights, channels[c]);
      }
      pack(channels[0], channels[1], channels[2], blended);
      store(blended, target, offset + y * targetStride);
    }
  }

  /** Takes what a row's results are made of: left pixels in the low halves, right in the high. */
  private void pairs(int row, long[] pairs) {
    byte[] pixels = image.bytes();
    int from = ((place.cropTop() + row) * image.width() + place.cropLeft()) * CHANNELS;
    gather(pixels, from, across.starts(), pairs);
    spread(pairs);
  }

  private static void gather(byte[] pixels, int from, int[] starts, long[] pairs) {
    int last = pixels.length - Long.BYTES;
    for (int x = 0; x < pairs.length; x++) {
      int at = from + starts[x] * CHANNELS;
      // The last two pixels of a picture end before the eight bytes do.
      pairs[x] =
          at <= last
              ? (long) LONGS.get(pixels, at)
              : (long) LONGS.get(pixels, last) >>> (Byte.SIZE * (at - last));
    }
  }

  private static void spread(long[] pairs) {
    for (int x = 0; x < pairs.length; x++) {
      long both = pairs[x];
      pairs[x] = (both & 0xff_ffffL) | ((both & 0xffff_ff00_0000L) << Byte.SIZE);
    }
  }

  private static void betweenRows(
      long[] upper, long[] lower, int channel, long weight, long[] blended) {
    for (int x = 0; x < blended.length; x++) {
      long above = (upper[x] >>> channel) & ONE_CHANNEL;
      long below = (lower[x] >>> channel) & ONE_CHANNEL;
      blended[x] = (above << BITS) + (below - above) * weight;
    }
  }

  private static void betweenColumns(long[] blended, long[] weights, long[] values) {
    for (int x = 0; x < values.length; x++) {
      long left = blended[x] & LOW;
      long right = blended[x] >>> Integer.SIZE;
      values[x] = ((left << BITS) + (right - left) * weights[x] + HALF) >>> (2 * BITS);
    }
  }

  private static void pack(long[] red, long[] green, long[] blue, long[] pixels) {
    for (int x = 0; x < pixels.length; x++) {
      pixels[x] = red[x] | (green[x] << Byte.SIZE) | (blue[x] << (2 * Byte.SIZE));
    }
  }

  /** Four bytes at once, of which the next pixel overwrites the last. */
  private static void store(long[] pixels, byte[] target, int offset) {
    int last = pixels.length - 1;
    for (int x = 0; x < last; x++) {
      INTS.set(target, offset + CHANNELS * x, (int) pixels[x]);
    }
    for (int c = 0; c < CHANNELS; c++) {
      target[offset + CHANNELS * last + c] = (byte) (pixels[last] >>> (Byte.SIZE * c));
    }
  }
}
