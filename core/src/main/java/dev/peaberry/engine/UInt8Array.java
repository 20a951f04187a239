package dev.peaberry.engine;

import java.util.Arrays;

/**
 * Unsigned bytes with a shape, row-major: a batch of decoded pictures {@code (N, H, W, C)}. Holds
 * the given array itself, not a copy: whoever makes one hands the array over.
 *
 * @param shape the lengths of all axes
 * @param data the elements, the last axis varying fastest; {@code data[i] & 0xff} is the value
 */
@SuppressWarnings("ArrayRecordComponent") // equality and printing are overridden
public record UInt8Array(Shape shape, byte[] data) implements Array {
  /**
   * Checks that shape and data agree.
   *
   * @throws IllegalArgumentException if the shape does not hold {@code data.length} elements
   */
  public UInt8Array {
    if (shape.size() != data.length) {
      throw new IllegalArgumentException(
          "Shape " + shape + " holds " + shape.size() + " elements, found " + data.length);
    }
  }

  @Override
  public ElementType type() {
    return ElementType.UINT8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UInt8Array array
        && shape.equals(array.shape)
        && Arrays.equals(data, array.data);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "uint8" + shape;
  }
}
