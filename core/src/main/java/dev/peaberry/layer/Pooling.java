package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Size;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the pooling layers share. */
final class Pooling {
  static final Option<Size> POOL_SIZE = Option.of("pool_size", Kinds.size(1), Size.square(2));
  static final Option<Optional<Size>> STRIDES =
      Option.of("strides", Kinds.size(1).optional(), Optional.empty());

  private Pooling() {}

  /** The sliding window; without strides it moves by its own size. */
  static Window window(Config config) {
    Size size = config.get(POOL_SIZE);
    Size strides = config.get(STRIDES).orElse(size);
    return new Window(size, strides, Size.square(1), config.get(Options.PADDING));
  }

  /**
   * MaxPool or AvgPool, by the operation's name: Java's typed maxPool is MaxPoolV2, whose gradient
   * has no oneDNN kernel and takes five times as long.
   */
  static Operand<TFloat32> pool(Ops tf, String operation, Operand<TFloat32> x, Window window) {
    Size size = window.size();
    Size strides = window.strides();
    Operation pool =
        tf.scope()
            .opBuilder(operation, operation)
            .addInput(x.asOutput())
            .setAttr("ksize", new long[] {1, size.height(), size.width(), 1})
            .setAttr("strides", new long[] {1, strides.height(), strides.width(), 1})
            .setAttr("padding", window.padding().name())
            .build();
    return pool.output(0);
  }
}
