package dev.peaberry.layer;

import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A part of pictures.
 *
 * @param top the first row
 * @param left the first column
 * @param shape the part's height, width and channels
 */
record CropBox(int top, int left, Shape shape) {
  /** The part of the given size in the middle; an odd rest is larger at the bottom and right. */
  static CropBox centre(Shape input, Size size) {
    return new CropBox(
        (input.get(0) - size.height()) / 2,
        (input.get(1) - size.width()) / 2,
        Shape.of(size.height(), size.width(), input.last()));
  }

  /** The largest part in the middle that has the sides' ratio of the target. */
  static CropBox ofAspectRatio(Shape input, Size target) {
    int height = Math.min(input.get(0), fitting(input.get(1), target.height(), target.width()));
    int width = Math.min(input.get(1), fitting(input.get(0), target.width(), target.height()));
    return centre(input, Size.of(Math.max(height, 1), Math.max(width, 1)));
  }

  /** The side that belongs to another, in Keras's single precision, rounded down. */
  static int fitting(int other, int target, int otherTarget) {
    return (int) ((float) (other * target) / otherTarget);
  }

  Operand<TFloat32> cut(Ops tf, Operand<TFloat32> x) {
    return Shapes.crop(tf, x, top, left, shape);
  }
}
