package dev.peaberry.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

/** TensorFlow's convolutions with Keras's geometry. */
final class Convolutions {
  private Convolutions() {}

  /** A convolution with a kernel {@code (h, w, in, out)}. */
  static Operand<TFloat32> conv2d(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, Window window) {
    return tf.nn.conv2d(
        x,
        kernel,
        window.tensorFlowStrides(),
        window.padding().name(),
        Conv2d.dilations(window.tensorFlowDilations()));
  }

  /**
   * A convolution of each channel by itself, kernel {@code (h, w, in, multiplier)}. TensorFlow's
   * operation knows no dilation on the CPU: a dilated kernel is one with zeros between its samples.
   */
  static Operand<TFloat32> depthwise(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, Window window) {
    return tf.nn.depthwiseConv2dNative(
        x, dilated(tf, kernel, window), window.tensorFlowStrides(), window.padding().name());
  }

  private static Operand<TFloat32> dilated(Ops tf, Operand<TFloat32> kernel, Window window) {
    int down = window.dilation().height();
    int across = window.dilation().width();
    if (down == 1 && across == 1) {
      return kernel;
    }
    Shape shape = kernel.shape();
    long h = shape.get(0);
    long w = shape.get(1);
    long in = shape.get(2);
    long multiplier = shape.get(3);
    Operand<TFloat32> split =
        tf.reshape(kernel, tf.constant(new long[] {h, 1, w, 1, in, multiplier}));
    int[][] zeros = {{0, 0}, {0, down - 1}, {0, 0}, {0, across - 1}, {0, 0}, {0, 0}};
    Operand<TFloat32> spread =
        tf.reshape(
            tf.pad(split, tf.constant(zeros), tf.constant(0f)),
            tf.constant(new long[] {h * down, w * across, in, multiplier}));
    long[] reach = {(h - 1) * down + 1, (w - 1) * across + 1, in, multiplier};
    return tf.slice(spread, tf.constant(new long[4]), tf.constant(reach));
  }
}
