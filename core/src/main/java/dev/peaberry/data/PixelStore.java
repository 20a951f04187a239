package dev.peaberry.data;

/**
 * Decoded pictures, or their features, as rows of bytes, each put in when it is first computed.
 * Thread-safe: of two threads that put in the same picture either may win, they bring the same
 * bytes.
 */
interface PixelStore {
  /** Whether a picture lies ready. */
  boolean has(int index);

  /** Whether every picture lies ready or is known to be broken. */
  boolean isComplete();

  /** Copies a picture that lies ready into a larger array. */
  void copy(int index, byte[] target, int offset);

  /** Copies of pictures that lie ready, one after the other. */
  default byte[] copies(int[] indices, int rowBytes) {
    byte[] rows = new byte[indices.length * rowBytes];
    for (int i = 0; i < indices.length; i++) {
      copy(indices[i], rows, i * rowBytes);
    }
    return rows;
  }

  /**
   * Keeps a picture.
   *
   * @throws DataException if it cannot be kept
   */
  void put(int index, byte[] pixels, int offset);

  /**
   * Takes note that a picture is broken.
   *
   * @throws DataException if that cannot be kept
   */
  void skip(int index);
}
