package dev.peaberry.data;

/** Decoded pictures as rows of bytes, in the order of their source without the broken ones. */
interface PixelStore {
  /** The number of pictures. */
  int size();

  /** The bytes of one picture. */
  int rowBytes();

  /** The source's index of a stored picture. */
  int index(int row);

  /** Copies a picture into a larger array. */
  void copy(int row, byte[] target, int offset);
}
