package dev.peaberry.layer;

import dev.peaberry.engine.Shape;
import java.util.List;

/** The weights that multiply. Stateless. */
final class Kernels {
  private Kernels() {}

  /** How many numbers all kernels among the weights hold. */
  static long size(List<WeightSpec> weights) {
    return weights.stream()
        .filter(spec -> spec.name().endsWith("kernel"))
        .mapToLong(spec -> spec.shape().size())
        .sum();
  }

  /** How many places a shape has: its numbers without those of the last axis, the channels. */
  static long places(Shape shape) {
    return shape.rank() == 0 ? 1 : shape.size() / Math.max(1, shape.last());
  }
}
