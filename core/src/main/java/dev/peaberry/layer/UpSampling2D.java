package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Size;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Enlarges pictures by whole factors: {@code (H, W, C)} to {@code (H * rows, W * columns, C)}. See
 * <a href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record UpSampling2D(Config config) implements UnaryLayer {
  private static final Option<Size> SIZE = Option.of("size", Kinds.size(1), Size.square(2));
  private static final Option<Interpolation> INTERPOLATION =
      Option.of("interpolation", Kinds.choice(Interpolation.class), Interpolation.NEAREST);

  /** Keras's UpSampling2D. */
  public static final Schema<UpSampling2D> SCHEMA =
      LayerSchema.of("UpSampling2D", UpSampling2D::new, SIZE, Options.DATA_FORMAT, INTERPOLATION);

  /** Checks that the settings are an UpSampling2D's. */
  public UpSampling2D {
    SCHEMA.require(config);
  }

  /** Repeats each row and column so many times. */
  public static UpSampling2D of(int factor) {
    return of(Size.square(factor));
  }

  /** Repeats each row and each column so many times. */
  public static UpSampling2D of(Size factors) {
    return new UpSampling2D(SCHEMA.with(SIZE, factors));
  }

  /** With pixels computed in another way. */
  public UpSampling2D withInterpolation(Interpolation interpolation) {
    return new UpSampling2D(config.with(INTERPOLATION, interpolation));
  }

  @Override
  public Shape outputShape(Shape input) {
    Size target = target(input);
    return Shape.of(target.height(), target.width(), input.last());
  }

  private Size target(Shape input) {
    ShapeException.requirePicture(input);
    Size factors = config.get(SIZE);
    return Size.of(input.get(0) * factors.height(), input.get(1) * factors.width());
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return new Resampling(config.get(INTERPOLATION), false)
        .resize(scope.tf(), x, input, target(input));
  }
}
