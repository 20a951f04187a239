package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Size;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The middle of a picture: {@code (H, W, C)} to {@code (height, width, C)}. Of a picture that is
 * smaller it takes the largest part with the same ratio of sides and enlarges it, bilinearly. See
 * <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop/">keras.io</a>.
 *
 * @param config the settings
 */
public record CenterCrop(Config config) implements UnaryLayer {
  /** Keras's CenterCrop. */
  public static final Schema<CenterCrop> SCHEMA =
      LayerSchema.of(
          "CenterCrop", CenterCrop::new, Options.DATA_FORMAT, Resizing.HEIGHT, Resizing.WIDTH);

  /** Checks that the settings are a CenterCrop's. */
  public CenterCrop {
    SCHEMA.require(config);
  }

  /** To the given height and width in pixels. */
  public static CenterCrop of(int height, int width) {
    return new CenterCrop(SCHEMA.with(Resizing.HEIGHT, height, Resizing.WIDTH, width));
  }

  @Override
  public Shape outputShape(Shape input) {
    ShapeException.requirePicture(input);
    return Shape.of(config.get(Resizing.HEIGHT), config.get(Resizing.WIDTH), input.last());
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    Ops tf = scope.tf();
    Size size = Size.of(config.get(Resizing.HEIGHT), config.get(Resizing.WIDTH));
    if (input.get(0) >= size.height() && input.get(1) >= size.width()) {
      return CropBox.centre(input, size).cut(tf, x);
    }
    CropBox box = CropBox.ofAspectRatio(input, size);
    return new Resampling(Interpolation.BILINEAR, false)
        .resize(tf, box.cut(tf, x), box.shape(), size);
  }
}
