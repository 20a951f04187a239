package dev.peaberry.engine;

/**
 * Room for the pixels of one decoded picture, which the next one overwrites. A new array for each
 * would be filled with zeros first and lie in cold memory. Confined to one thread.
 */
public final class PixelBuffer {
  /** More than that, a photo of 16 megapixels, is not kept for the next picture. */
  private static final int LARGEST_KEPT = 48 << 20;

  private byte[] bytes = {};

  /**
   * The pixels of the last picture from the first byte on, and after them what was left of larger
   * ones. The next decoding overwrites them.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** An array of at least so many bytes; what was in it is lost. */
  byte[] room(int size) {
    if (bytes.length < size || bytes.length > LARGEST_KEPT) {
      bytes = new byte[size];
    }
    return bytes;
  }
}
