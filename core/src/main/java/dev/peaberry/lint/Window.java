package dev.peaberry.lint;

import java.util.Optional;

/**
 * The window that a convolution or a pooling moves over a map: height and width each. Immutable.
 *
 * @param size in pixels
 * @param strides its steps
 * @param dilation the distance of its samples
 * @param same whether the map is padded
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Window(int[] size, int[] strides, int[] dilation, boolean same) {
  private static final int[] ONE = {1, 1};

  /** The window of a layer, if it has one. */
  static Optional<Window> of(Site site) {
    return site.pair("kernel_size")
        .or(() -> site.pair("pool_size"))
        .map(
            size ->
                new Window(
                    size,
                    site.pair("strides").orElse(site.is(Role.LINEAR) ? ONE : size),
                    site.pair("dilation_rate").orElse(ONE),
                    site.setting("padding").equals(Optional.of("same"))));
  }

  int area() {
    return size[0] * size[1];
  }

  @Override
  public String toString() {
    return size[0] + " x " + size[1];
  }
}
