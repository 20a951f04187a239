package dev.peaberry.data;

/** Loads one picture as a row of bytes, the pixels of a batch's one place. Thread-safe. */
interface RowLoader {
  /** The bytes of one picture. */
  int rowBytes();

  /**
   * Writes a picture's pixels into its place.
   *
   * @param index the source's
   * @return false if the picture is broken, which is then listed
   * @throws DataException if too many are broken
   */
  boolean load(int index, byte[] target, int offset);

  /**
   * Copies pictures that lie ready.
   *
   * @param rows for each of the source's pictures, its row in the store
   */
  static RowLoader stored(PixelStore store, int[] rows) {
    return new RowLoader() {
      @Override
      public int rowBytes() {
        return store.rowBytes();
      }

      @Override
      public boolean load(int index, byte[] target, int offset) {
        store.copy(rows[index], target, offset);
        return true;
      }
    };
  }
}
