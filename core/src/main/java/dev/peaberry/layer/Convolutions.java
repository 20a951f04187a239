package dev.peaberry.layer;

import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** TensorFlow's convolutions with Keras's geometry. */
final class Convolutions {
  private static final List<Long> DENSE = List.of(1L, 1L, 1L, 1L);

  private Convolutions() {}

  private interface Convolution {
    Operand<TFloat32> apply(Operand<TFloat32> x, List<Long> strides, String padding);
  }

  /** A convolution with a kernel {@code (h, w, in, out)}. */
  static Operand<TFloat32> conv2d(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, Window window, Shape input) {
    return convolve(
        tf, x, window, input, (y, strides, padding) -> tf.nn.conv2d(y, kernel, strides, padding));
  }

  /** A convolution of each channel by itself, kernel {@code (h, w, in, multiplier)}. */
  static Operand<TFloat32> depthwise(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, Window window, Shape input) {
    return convolve(
        tf,
        x,
        window,
        input,
        (y, strides, padding) -> tf.nn.depthwiseConv2dNative(y, kernel, strides, padding));
  }

  /**
   * TensorFlow's depthwise kernel knows no dilation on the CPU, and the gradient of its dilated
   * convolution ends the process (oneDNN: "could not create a primitive descriptor"). Instead, the
   * pixels that a dilated kernel sees together are moved together, into pictures of their own.
   */
  private static Operand<TFloat32> convolve(
      Ops tf, Operand<TFloat32> x, Window window, Shape input, Convolution convolution) {
    Size dilation = window.dilation();
    if (dilation.area() == 1) {
      return convolution.apply(x, window.tensorFlowStrides(), window.padding().name());
    }
    int[] rows = edges(input.get(0), window.size().height(), dilation.height(), window.padding());
    int[] columns = edges(input.get(1), window.size().width(), dilation.width(), window.padding());
    Operand<TInt32> blocks = tf.constant(new int[] {dilation.height(), dilation.width()});
    int[][] paddings = {{rows[0], rows[1] + rows[2]}, {columns[0], columns[1] + columns[2]}};
    int[][] crops = {{0, rows[2]}, {0, columns[2]}};
    Operand<TFloat32> apart = tf.spaceToBatchNd(x, blocks, tf.constant(paddings));
    Operand<TFloat32> y = convolution.apply(apart, DENSE, Padding.VALID.name());
    return tf.batchToSpaceNd(y, blocks, tf.constant(crops));
  }

  /** The zeros before and after, and those that make the length a multiple of the dilation. */
  private static int[] edges(int length, int kernel, int dilation, Padding padding) {
    int total = padding == Padding.SAME ? (kernel - 1) * dilation : 0;
    int before = total / 2;
    return new int[] {before, total - before, Math.floorMod(-(length + total), dilation)};
  }
}
