package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Optional;

/**
 * How a window slides over a picture: the geometry that convolutions and poolings share.
 *
 * @param size the window, in pixels
 * @param strides its steps
 * @param dilation the distance of its samples
 * @param padding what happens at the edges
 */
record Window(Size size, Size strides, Size dilation, Padding padding) {
  Window {
    boolean strided = strides.area() > 1;
    if (strided && dilation.area() > 1) {
      throw new ConfigException(
          "dilation_rate: found "
              + dilation
              + " with strides "
              + strides
              + ", expected 1x1 where the strides are not 1x1");
    }
  }

  /** The window of a convolution's settings. */
  static Window ofConvolution(Config config) {
    return new Window(
        config.get(Options.KERNEL_SIZE),
        config.get(Options.STRIDES),
        config.get(Options.DILATION),
        config.get(Options.PADDING));
  }

  /**
   * The picture's shape after the window has passed over it, with the given channels.
   *
   * @throws ShapeException if the window does not fit into the picture
   */
  Shape output(Shape input, int channels) {
    ShapeException.requirePicture(input);
    int height = along(input.get(0), size.height(), strides.height(), dilation.height());
    int width = along(input.get(1), size.width(), strides.width(), dilation.width());
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "found input "
              + input
              + ", expected height and width of at least "
              + reach(size.height(), dilation.height())
              + " and "
              + reach(size.width(), dilation.width())
              + " (or padding 'same')");
    }
    return Shape.of(height, width, channels);
  }

  /**
   * The shape of the picture that the window makes backwards, with the given channels.
   *
   * @param outputPadding the rows and columns that are added to the least that it can have; empty
   *     for Keras's choice
   * @throws ShapeException if the input is no picture
   */
  Shape transposedOutput(Shape input, int channels, Optional<Size> outputPadding) {
    ShapeException.requirePicture(input);
    return Shape.of(
        transposed(
            input.get(0),
            reach(size.height(), dilation.height()),
            strides.height(),
            outputPadding.map(Size::height)),
        transposed(
            input.get(1),
            reach(size.width(), dilation.width()),
            strides.width(),
            outputPadding.map(Size::width)),
        channels);
  }

  private int transposed(int length, int reach, int stride, Optional<Integer> added) {
    int between = (length - 1) * stride;
    return padding == Padding.SAME
        ? between + added.map(more -> reach % 2 + more).orElse(stride)
        : between + added.map(more -> reach + more).orElse(Math.max(reach, stride));
  }

  private int along(int length, int window, int stride, int dilated) {
    int reach = padding == Padding.SAME ? 1 : reach(window, dilated);
    return Math.floorDiv(length - reach, stride) + 1;
  }

  private static int reach(int window, int dilated) {
    return (window - 1) * dilated + 1;
  }

  /** Strides as TensorFlow's operations want them: batch, height, width, channels. */
  List<Long> tensorFlowStrides() {
    return List.of(1L, (long) strides.height(), (long) strides.width(), 1L);
  }
}
