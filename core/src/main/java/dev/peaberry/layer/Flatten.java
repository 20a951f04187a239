package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Everything in one row: {@code (H, W, C)} to {@code (H * W * C)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/flatten/">keras.io</a>.
 *
 * @param config the settings
 */
public record Flatten(Config config) implements UnaryLayer {
  /** Keras's Flatten. */
  public static final Schema<Flatten> SCHEMA =
      LayerSchema.of("Flatten", Flatten::new, Options.DATA_FORMAT);

  /** Checks that the settings are a Flatten's. */
  public Flatten {
    SCHEMA.require(config);
  }

  /** The layer. */
  public static Flatten of() {
    return new Flatten(SCHEMA.defaults());
  }

  @Override
  public Shape outputShape(Shape input) {
    return Shape.of(Math.toIntExact(input.size()));
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return Shapes.restore(scope.tf(), x, outputShape(input));
  }
}
