package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Size;
import java.util.Optional;

/**
 * Cuts a part of a fixed size out of the middle of each picture. Keras scales smaller pictures up,
 * this refuses them. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/center_crop/">keras.io</a>.
 *
 * @param config the settings
 */
public record CenterCrop(Config config) implements PreprocessingLayer {
  private static final Option<Integer> HEIGHT = Option.required("height", Kinds.integerFrom(1));
  private static final Option<Integer> WIDTH = Option.required("width", Kinds.integerFrom(1));

  /** Keras's CenterCrop. */
  public static final Schema<CenterCrop> SCHEMA =
      Schema.of("CenterCrop", CenterCrop::new, Options.DATA_FORMAT, HEIGHT, WIDTH);

  /** Checks that the settings are a CenterCrop's. */
  public CenterCrop {
    SCHEMA.require(config);
  }

  /** Cuts a part of this height and width, in pixels. */
  public static CenterCrop of(int height, int width) {
    return new CenterCrop(SCHEMA.with(HEIGHT, height, WIDTH, width));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    outputSize(Size.of(picture.height(), picture.width()));
    int top = (picture.height() - config.get(HEIGHT)) / 2;
    int left = (picture.width() - config.get(WIDTH)) / 2;
    return Transformation.certain(
        changed -> changed.crop(top, left, config.get(HEIGHT), config.get(WIDTH)));
  }

  @Override
  public Size outputSize(Size size) {
    return cut(config, size, HEIGHT, WIDTH);
  }

  @Override
  public Optional<PictureAugmentation> inInference() {
    return Optional.of(this);
  }

  /** The size of a cut, if the picture has it. */
  static Size cut(Config config, Size size, Option<Integer> height, Option<Integer> width) {
    Size cut = Size.of(config.get(height), config.get(width));
    if (size.height() < cut.height() || size.width() < cut.width()) {
      throw new IllegalArgumentException(
          "%s: found pictures of %s pixels, expected at least %s; make the image size larger"
              .formatted(config.schema().name(), size, cut));
    }
    return cut;
  }
}
