package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Size;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The largest values of windows that are as large as an output of the given size needs: {@code (H,
 * W, C)} to {@code (height, width, C)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/adaptive_max_pooling2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record AdaptiveMaxPooling2D(Config config) implements UnaryLayer {
  /** Keras's AdaptiveMaxPooling2D. */
  public static final Schema<AdaptiveMaxPooling2D> SCHEMA =
      LayerSchema.of(
          "AdaptiveMaxPooling2D",
          AdaptiveMaxPooling2D::new,
          AdaptivePooling.OUTPUT_SIZE,
          Options.DATA_FORMAT);

  /** Checks that the settings are an AdaptiveMaxPooling2D's. */
  public AdaptiveMaxPooling2D {
    SCHEMA.require(config);
  }

  /** To the given height and width in pixels. */
  public static AdaptiveMaxPooling2D of(int height, int width) {
    return new AdaptiveMaxPooling2D(
        SCHEMA.with(AdaptivePooling.OUTPUT_SIZE, Size.of(height, width)));
  }

  @Override
  public Shape outputShape(Shape input) {
    return AdaptivePooling.outputShape(config, input);
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return AdaptivePooling.pool(config, scope.tf(), "MaxPool", x, input);
  }
}
