package dev.peaberry.data;

/** Loads one picture as a row of bytes, the pixels of a batch's one place. Thread-safe. */
interface RowLoader {
  /** The bytes of one picture. */
  int rowBytes();

  /**
   * Writes a picture's pixels into its place.
   *
   * @param index the source's
   * @param occurrence how many times the epoch has had the picture before, usually 0
   * @return false if the picture is broken, which is then listed
   * @throws DataException if too many are broken
   */
  boolean load(int index, int occurrence, byte[] target, int offset);

  /** Copies pictures that lie ready in a store; puts others there, from another loader. */
  static RowLoader stored(PixelStore store, RowLoader loader) {
    return new RowLoader() {
      @Override
      public int rowBytes() {
        return loader.rowBytes();
      }

      @Override
      public boolean load(int index, int occurrence, byte[] target, int offset) {
        if (store.has(index)) {
          store.copy(index, target, offset);
          return true;
        }
        boolean good = loader.load(index, occurrence, target, offset);
        if (good) {
          store.put(index, target, offset);
        } else {
          store.skip(index);
        }
        return good;
      }
    };
  }
}
