package dev.peaberry.engine;

import java.util.Arrays;

/**
 * Float32 numbers with a shape, row-major. Holds the given array itself, not a copy: whoever makes
 * one hands the array over.
 *
 * @param shape the lengths of all axes
 * @param data the elements, the last axis varying fastest
 */
@SuppressWarnings("ArrayRecordComponent") // equality and printing are overridden
public record FloatArray(Shape shape, float[] data) implements Array {
  /**
   * Checks that shape and data agree.
   *
   * @throws IllegalArgumentException if the shape does not hold {@code data.length} elements
   */
  public FloatArray {
    if (shape.size() != data.length) {
      throw new IllegalArgumentException(
          "Shape " + shape + " holds " + shape.size() + " elements, found " + data.length);
    }
  }

  /** A scalar. */
  public static FloatArray scalar(double value) {
    return new FloatArray(Shape.of(), new float[] {(float) value});
  }

  /** A vector of the given elements. */
  public static FloatArray of(float... data) {
    return new FloatArray(Shape.of(data.length), data);
  }

  /** An array of zeros. */
  public static FloatArray zeros(Shape shape) {
    return new FloatArray(shape, new float[Math.toIntExact(shape.size())]);
  }

  /** An array of ones. */
  public static FloatArray ones(Shape shape) {
    FloatArray ones = zeros(shape);
    Arrays.fill(ones.data, 1);
    return ones;
  }

  @Override
  public ElementType type() {
    return ElementType.FLOAT32;
  }

  /** Equal shapes and bitwise equal elements (all NaN being equal). */
  @Override
  public boolean equals(Object other) {
    return other instanceof FloatArray array
        && shape.equals(array.shape)
        && Arrays.equals(data, array.data);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "float32" + shape;
  }
}
