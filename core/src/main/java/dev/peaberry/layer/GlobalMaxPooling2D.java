package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Max;
import org.tensorflow.types.TFloat32;

/**
 * The largest value of each channel: {@code (H, W, C)} to {@code (C)}. See <a
 * href="https://keras.io/api/layers/pooling_layers/global_max_pooling2d/">keras.io</a>.
 *
 * @param config the settings
 */
public record GlobalMaxPooling2D(Config config) implements UnaryLayer {
  /** Keras's GlobalMaxPooling2D. */
  public static final Schema<GlobalMaxPooling2D> SCHEMA =
      LayerSchema.of(
          "GlobalMaxPooling2D",
          GlobalMaxPooling2D::new,
          Options.DATA_FORMAT,
          GlobalPooling.KEEP_DIMS);

  /** Checks that the settings are a GlobalMaxPooling2D's. */
  public GlobalMaxPooling2D {
    SCHEMA.require(config);
  }

  /** To {@code (C)}. */
  public static GlobalMaxPooling2D of() {
    return new GlobalMaxPooling2D(SCHEMA.defaults());
  }

  /** To {@code (1, 1, C)}. */
  public GlobalMaxPooling2D keepingDimensions() {
    return new GlobalMaxPooling2D(config.with(GlobalPooling.KEEP_DIMS, true));
  }

  @Override
  public Shape outputShape(Shape input) {
    return GlobalPooling.outputShape(config, input);
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    boolean keep = config.get(GlobalPooling.KEEP_DIMS);
    return scope.tf().max(x, scope.tf().constant(new int[] {1, 2}), Max.keepDims(keep));
  }
}
