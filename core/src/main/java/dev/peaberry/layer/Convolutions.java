package dev.peaberry.layer;

import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.stream.IntStream;
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
    if (window.dilation().area() == 1) {
      return convolution.apply(x, window.tensorFlowStrides(), window.padding().name());
    }
    Apart apart = Apart.of(window, input);
    Operand<TInt32> blocks = tf.constant(apart.blocks());
    Operand<TFloat32> parts = tf.spaceToBatchNd(x, blocks, tf.constant(apart.paddings()));
    Operand<TFloat32> y = convolution.apply(parts, DENSE, Padding.VALID.name());
    return tf.batchToSpaceNd(y, blocks, tf.constant(apart.crops()));
  }

  /**
   * The transpose of a convolution of pictures of the output's shape: its geometry backwards,
   * kernel {@code (h, w, out, in)}.
   */
  static Operand<TFloat32> transposed(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel, Window window, Shape output) {
    if (window.dilation().area() == 1) {
      return tf.nn.conv2dBackpropInput(
          Shapes.ofBatch(tf, x, output.toArray()),
          kernel,
          x,
          window.tensorFlowStrides(),
          window.padding().name());
    }
    Apart apart = Apart.of(window, output);
    Operand<TInt32> blocks = tf.constant(apart.blocks());
    Operand<TFloat32> parts = tf.spaceToBatchNd(x, blocks, tf.constant(apart.crops()));
    Operand<TInt32> shape = Shapes.ofBatch(tf, parts, apart.part(output).toArray());
    Operand<TFloat32> y =
        tf.nn.conv2dBackpropInput(shape, kernel, parts, DENSE, Padding.VALID.name());
    return tf.batchToSpaceNd(y, blocks, tf.constant(apart.paddings()));
  }

  /**
   * How a picture is taken apart into as many as the dilation is large.
   *
   * @param rows the zeros above and below, and those that make the height a multiple of the
   *     dilation
   * @param columns the same for the width
   */
  @SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
  private record Apart(Size dilation, int[] rows, int[] columns) {
    static Apart of(Window window, Shape picture) {
      Size size = window.size();
      Size dilation = window.dilation();
      return new Apart(
          dilation,
          edges(picture.get(0), size.height(), dilation.height(), window.padding()),
          edges(picture.get(1), size.width(), dilation.width(), window.padding()));
    }

    private static int[] edges(int length, int kernel, int dilation, Padding padding) {
      int total = padding == Padding.SAME ? (kernel - 1) * dilation : 0;
      int before = total / 2;
      return new int[] {before, total - before, Math.floorMod(-(length + total), dilation)};
    }

    int[] blocks() {
      return new int[] {dilation.height(), dilation.width()};
    }

    int[][] paddings() {
      return new int[][] {{rows[0], rows[1] + rows[2]}, {columns[0], columns[1] + columns[2]}};
    }

    int[][] crops() {
      return new int[][] {{0, rows[2]}, {0, columns[2]}};
    }

    /** The shape of each small picture. */
    Shape part(Shape picture) {
      return Shape.of(
          (picture.get(0) + IntStream.of(rows).sum()) / dilation.height(),
          (picture.get(1) + IntStream.of(columns).sum()) / dilation.width(),
          picture.last());
    }
  }
}
