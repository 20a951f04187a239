package dev.peaberry.zoo;

import dev.peaberry.layer.Edges;
import dev.peaberry.layer.ZeroPadding2D;
import dev.peaberry.model.Node;

/** Zeros around what a convolution with stride 2 and valid padding reads. Stateless. */
final class Downsampling {
  private Downsampling() {}

  /**
   * So that the last window ends with the last pixel, whether the sides are odd or even: Keras's
   * {@code correct_pad}.
   */
  static ZeroPadding2D padding(Node x, int kernel) {
    int half = kernel / 2;
    return ZeroPadding2D.of(
        new Edges(half - 1 + x.shape().get(0) % 2, half, half - 1 + x.shape().get(1) % 2, half));
  }
}
