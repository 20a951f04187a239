package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Drops whole feature maps of a picture {@code (H, W, C)} in training, each channel of each example
 * by itself, and scales the others so that the sum stays (Tompson et al. 2014); does nothing in
 * inference. See <a
 * href="https://keras.io/api/layers/regularization_layers/spatial_dropout2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record SpatialDropout2D(Config config) implements UnaryLayer {
  /** Keras's SpatialDropout2D. */
  public static final Schema<SpatialDropout2D> SCHEMA =
      Schema.of(
          "SpatialDropout2D", SpatialDropout2D::new, Noise.RATE, Noise.SEED, Options.DATA_FORMAT);

  /** Checks that the settings are a SpatialDropout2D's. */
  public SpatialDropout2D {
    SCHEMA.require(config);
  }

  /** Drops the given share of the maps, 0 to 1. */
  public static SpatialDropout2D of(double rate) {
    return new SpatialDropout2D(SCHEMA.with(Noise.RATE, rate));
  }

  @Override
  public Shape outputShape(Shape input) {
    return ShapeException.requirePicture(input);
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return Dropout.drop(
        scope, x, config.get(Noise.RATE), Shapes.ofBatch(scope.tf(), x, 1, 1, input.last()));
  }

  @Override
  public boolean isNoisy() {
    return true;
  }
}
