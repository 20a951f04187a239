package dev.peaberry.image;

/**
 * VP8's arithmetic decoder over a part of a file. Confined to one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-7">RFC 6386, section 7</a>
 */
final class Vp8BoolDecoder {
  private final byte[] data;
  private final int end;
  private int next;
  private int value;
  private int range = 254;
  private int bits = -8;
  private boolean exhausted;

  Vp8BoolDecoder(byte[] data, int from, int to) {
    this.data = data;
    this.next = from;
    this.end = to;
  }

  /** Whether more was read than there is. */
  boolean exhausted() {
    return exhausted;
  }

  /** A bit that is 0 with the given probability, in 256ths. */
  int bit(int probability) {
    if (bits < 0) {
      load();
    }
    int split = (range * probability) >> 8;
    int bit = (value >> bits) > split ? 1 : 0;
    if (bit == 1) {
      range -= split;
      value -= (split + 1) << bits;
    } else {
      range = split + 1;
    }
    int shift = Integer.numberOfLeadingZeros(range) - 24;
    range = (range << shift) - 1;
    bits -= shift;
    return bit;
  }

  /** The last byte may be followed by one of zeros: an encoder leaves those out. */
  private void load() {
    if (next < end) {
      value = (value << 8) | (data[next++] & 0xff);
      bits += 8;
    } else if (!exhausted) {
      value <<= 8;
      bits += 8;
      exhausted = true;
    } else {
      bits = 0;
    }
  }

  boolean flag() {
    return bit(128) == 1;
  }

  /** A whole number, its highest bit first. */
  int number(int bitCount) {
    int number = 0;
    for (int i = 0; i < bitCount; i++) {
      number = (number << 1) | bit(128);
    }
    return number;
  }

  /** A number followed by its sign. */
  int signed(int bitCount) {
    int number = number(bitCount);
    return flag() ? -number : number;
  }

  /** A signed number where a flag announces one, else 0. */
  int optional(int bitCount) {
    return flag() ? signed(bitCount) : 0;
  }
}
