package dev.peaberry.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The lengths of an array's axes, such as {@code (224, 224, 3)}. Immutable.
 *
 * <p>Layers reason about shapes of one example, without the batch axis; arrays carry their whole
 * shape.
 */
public final class Shape {
  private static final Shape SCALAR = new Shape(new int[0]);

  private final int[] lengths;

  private Shape(int[] lengths) {
    this.lengths = lengths;
  }

  /**
   * A shape with the given axis lengths; none of them makes a scalar's shape.
   *
   * @throws IllegalArgumentException if a length is negative
   */
  public static Shape of(int... lengths) {
    for (int length : lengths) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "Axis lengths must be 0 or more, found " + Arrays.toString(lengths));
      }
    }
    return lengths.length == 0 ? SCALAR : new Shape(lengths.clone());
  }

  /** The number of axes. */
  public int rank() {
    return lengths.length;
  }

  /**
   * The length of an axis; negative axes count from the last, as in Keras.
   *
   * @throws IllegalArgumentException if there is no such axis
   */
  public int get(int axis) {
    int index = axis < 0 ? axis + lengths.length : axis;
    if (index < 0 || index >= lengths.length) {
      throw new IllegalArgumentException("Shape " + this + " has no axis " + axis);
    }
    return lengths[index];
  }

  /** The length of the last axis: the channels of a picture, the features of a vector. */
  public int last() {
    return get(-1);
  }

  /** The number of elements, 1 for a scalar. */
  public long size() {
    long size = 1;
    for (int length : lengths) {
      size *= length;
    }
    return size;
  }

  /** This shape with the axis of the given index set to another length. */
  public Shape with(int axis, int length) {
    get(axis);
    int[] copy = lengths.clone();
    copy[axis < 0 ? axis + lengths.length : axis] = length;
    return of(copy);
  }

  /** This shape with an axis put before the first, usually the batch: {@code (N, H, W, C)}. */
  public Shape prepend(int length) {
    int[] longer = new int[lengths.length + 1];
    longer[0] = length;
    System.arraycopy(lengths, 0, longer, 1, lengths.length);
    return of(longer);
  }

  /** This shape without its first axis: the shape of one example of a batch. */
  public Shape dropFirst() {
    return of(Arrays.copyOfRange(lengths, 1, lengths.length));
  }

  /** The axis lengths, a fresh copy. */
  public int[] toArray() {
    return lengths.clone();
  }

  /** The axis lengths as TensorFlow wants them, a fresh copy. */
  public long[] toLongArray() {
    return Arrays.stream(lengths).asLongStream().toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(lengths, shape.lengths);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lengths);
  }

  /** Python's way to print a shape: {@code (32, 32, 3)}, {@code (10,)}, {@code ()}. */
  @Override
  public String toString() {
    return Arrays.stream(lengths)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", lengths.length == 1 ? ",)" : ")"));
  }
}
