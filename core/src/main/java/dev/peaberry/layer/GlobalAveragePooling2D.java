package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * The mean of each channel: {@code (H, W, C)} to {@code (C)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_average_pooling2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record GlobalAveragePooling2D(Config config) implements UnaryLayer {
  /** Keras's GlobalAveragePooling2D. */
  public static final Schema<GlobalAveragePooling2D> SCHEMA =
      LayerSchema.of(
          "GlobalAveragePooling2D",
          GlobalAveragePooling2D::new,
          Options.DATA_FORMAT,
          GlobalPooling.KEEP_DIMS);

  /** Checks that the settings are a GlobalAveragePooling2D's. */
  public GlobalAveragePooling2D {
    SCHEMA.require(config);
  }

  /** To {@code (C)}. */
  public static GlobalAveragePooling2D of() {
    return new GlobalAveragePooling2D(SCHEMA.defaults());
  }

  /** To {@code (1, 1, C)}. */
  public GlobalAveragePooling2D keepingDimensions() {
    return new GlobalAveragePooling2D(config.with(GlobalPooling.KEEP_DIMS, true));
  }

  @Override
  public Shape outputShape(Shape input) {
    return GlobalPooling.outputShape(config, input);
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    boolean keep = config.get(GlobalPooling.KEEP_DIMS);
    return scope.tf().math.mean(x, scope.tf().constant(new int[] {1, 2}), Mean.keepDims(keep));
  }
}
