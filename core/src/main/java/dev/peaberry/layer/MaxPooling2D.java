package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Size;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The largest value in each window: {@code (H, W, C)} to {@code (H', W', C)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/max_pooling2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record MaxPooling2D(Config config) implements UnaryLayer {
  /** Keras's MaxPooling2D. */
  public static final Schema<MaxPooling2D> SCHEMA =
      LayerSchema.of(
          "MaxPooling2D",
          MaxPooling2D::new,
          Pooling.POOL_SIZE,
          Options.PADDING,
          Pooling.STRIDES,
          Options.DATA_FORMAT);

  /** Checks that the settings are a MaxPooling2D's. */
  public MaxPooling2D {
    SCHEMA.require(config);
  }

  /** Windows of the given side, side by side. */
  public static MaxPooling2D of(int poolSize) {
    return new MaxPooling2D(SCHEMA.with(Pooling.POOL_SIZE, Size.square(poolSize)));
  }

  /** With windows that are this far apart: they overlap if it is less than their size. */
  public MaxPooling2D withStrides(int strides) {
    return new MaxPooling2D(config.with(Pooling.STRIDES, Optional.of(Size.square(strides))));
  }

  /** With another padding. */
  public MaxPooling2D withPadding(Padding padding) {
    return new MaxPooling2D(config.with(Options.PADDING, padding));
  }

  @Override
  public Shape outputShape(Shape input) {
    ShapeException.requirePicture(input);
    return Pooling.window(config).output(input, input.last());
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return Pooling.pool(scope.tf(), "MaxPool", x, Pooling.window(config));
  }
}
