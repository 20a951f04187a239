package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Zeros around a picture: {@code (H, W, C)} to {@code (top + H + bottom, left + W + right, C)}. See
 * <a href="https://keras.io/api/layers/reshaping_layers/zero_padding2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record ZeroPadding2D(Config config) implements UnaryLayer {
  private static final Option<Edges> PADDING = Option.of("padding", Edges.KIND, Edges.all(1));

  /** Keras's ZeroPadding2D. */
  public static final Schema<ZeroPadding2D> SCHEMA =
      LayerSchema.of("ZeroPadding2D", ZeroPadding2D::new, PADDING, Options.DATA_FORMAT);

  /** Checks that the settings are a ZeroPadding2D's. */
  public ZeroPadding2D {
    SCHEMA.require(config);
  }

  /** As many pixels at each edge. */
  public static ZeroPadding2D of(int padding) {
    return of(Edges.all(padding));
  }

  /** Different numbers of pixels. */
  public static ZeroPadding2D of(Edges edges) {
    return new ZeroPadding2D(SCHEMA.with(PADDING, edges));
  }

  @Override
  public Shape outputShape(Shape input) {
    return config.get(PADDING).around(ShapeException.requirePicture(input));
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return config.get(PADDING).pad(scope.tf(), x, scope.tf().constant(0f));
  }
}
