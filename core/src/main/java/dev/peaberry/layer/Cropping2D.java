package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Cuts pixels off a picture's edges: {@code (H, W, C)} to {@code (H - top - bottom, W - left -
 * right, C)}. See <a href="https://keras.io/api/layers/reshaping_layers/cropping2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record Cropping2D(Config config) implements UnaryLayer {
  private static final Option<Edges> CROPPING = Option.of("cropping", Edges.KIND, Edges.all(0));

  /** Keras's Cropping2D. */
  public static final Schema<Cropping2D> SCHEMA =
      LayerSchema.of("Cropping2D", Cropping2D::new, CROPPING, Options.DATA_FORMAT);

  /** Checks that the settings are a Cropping2D's. */
  public Cropping2D {
    SCHEMA.require(config);
  }

  /** As many pixels at each edge. */
  public static Cropping2D of(int cropping) {
    return of(Edges.all(cropping));
  }

  /** Different numbers of pixels. */
  public static Cropping2D of(Edges edges) {
    return new Cropping2D(SCHEMA.with(CROPPING, edges));
  }

  @Override
  public Shape outputShape(Shape input) {
    ShapeException.requirePicture(input);
    Edges edges = config.get(CROPPING);
    int height = input.get(0) - edges.top() - edges.bottom();
    int width = input.get(1) - edges.left() - edges.right();
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "found input "
              + input
              + ", expected more than "
              + (edges.top() + edges.bottom())
              + " rows and "
              + (edges.left() + edges.right())
              + " columns, which are cut off");
    }
    return Shape.of(height, width, input.last());
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Edges edges = config.get(CROPPING);
    return Shapes.crop(scope.tf(), x, edges.top(), edges.left(), outputShape(input));
  }
}
