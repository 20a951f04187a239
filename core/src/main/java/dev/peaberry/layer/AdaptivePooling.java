package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the adaptive pooling layers share: an output of a given size, whatever the input's. Output
 * pixel i of n looks at the pixels from {@code i * length / n}, rounded down, to {@code (i + 1) *
 * length / n}, rounded up.
 */
final class AdaptivePooling {
  static final Option<Size> OUTPUT_SIZE = Option.required("output_size", Kinds.size(1));

  private AdaptivePooling() {}

  static Shape outputShape(Config config, Shape input) {
    ShapeException.requirePicture(input);
    Size size = config.get(OUTPUT_SIZE);
    return Shape.of(size.height(), size.width(), input.last());
  }

  /** MaxPool or AvgPool: in one go where the windows are equal, else in strips. */
  static Operand<TFloat32> pool(
      Config config, Ops tf, String operation, Operand<TFloat32> x, Shape input) {
    Size size = config.get(OUTPUT_SIZE);
    int height = input.get(0);
    int width = input.get(1);
    if (height % size.height() == 0 && width % size.width() == 0) {
      Size window = Size.of(height / size.height(), width / size.width());
      return Pooling.pool(tf, operation, x, window(window));
    }
    List<Operand<TFloat32>> rows = new ArrayList<>();
    for (int i = 0; i < size.height(); i++) {
      Strip strip = Strip.of(i, size.height(), height);
      Shape part = input.with(0, strip.length());
      Operand<TFloat32> pixels = Shapes.crop(tf, x, strip.from(), 0, part);
      rows.add(Pooling.pool(tf, operation, pixels, window(Size.of(strip.length(), 1))));
    }
    Operand<TFloat32> pooled = tf.concat(rows, tf.constant(1));
    List<Operand<TFloat32>> columns = new ArrayList<>();
    for (int i = 0; i < size.width(); i++) {
      Strip strip = Strip.of(i, size.width(), width);
      Shape part = Shape.of(size.height(), strip.length(), input.last());
      Operand<TFloat32> pixels = Shapes.crop(tf, pooled, 0, strip.from(), part);
      columns.add(Pooling.pool(tf, operation, pixels, window(Size.of(1, strip.length()))));
    }
    return tf.concat(columns, tf.constant(2));
  }

  /** Windows side by side. */
  private static Window window(Size size) {
    return new Window(size, size, Size.square(1), Padding.VALID);
  }

  /** The rows, or columns, that one of the output looks at. */
  private record Strip(int from, int length) {
    static Strip of(int index, int count, int pixels) {
      int from = (int) ((long) index * pixels / count);
      int to = (int) (((index + 1L) * pixels + count - 1) / count);
      return new Strip(from, to - from);
    }
  }
}
