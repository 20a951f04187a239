package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import java.util.List;

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
