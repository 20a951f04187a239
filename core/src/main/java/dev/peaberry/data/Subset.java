package dev.peaberry.data;

/**
 * Some pictures of another source in an order of its own; the classes stay the same. Immutable and
 * thread-safe.
 */
public final class Subset extends View {
  private final int[] indices;

  /**
   * The pictures of these indices, in this order.
   *
   * @throws IllegalArgumentException if an index is not one of the source's
   */
  public Subset(ImageSource source, int... indices) {
    super(source);
    for (int index : indices) {
      if (index < 0 || index >= source.size()) {
        throw new IllegalArgumentException(
            "The source has pictures 0 to " + (source.size() - 1) + ", found " + index);
      }
    }
    this.indices = indices.clone();
  }

  @Override
  int origin(int index) {
    return indices[index];
  }

  @Override
  public int size() {
    return indices.length;
  }
}
