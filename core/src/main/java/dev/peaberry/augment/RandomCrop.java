package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Size;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts a part of a fixed size out of each picture, at a random place; in inference out of the
 * middle. Keras scales smaller pictures up, this refuses them; and where only one side has room,
 * Keras takes its middle, and so does this. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_crop/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomCrop(Config config) implements PreprocessingLayer {
  private static final Option<Integer> HEIGHT = Option.required("height", Kinds.integerFrom(1));
  private static final Option<Integer> WIDTH = Option.required("width", Kinds.integerFrom(1));

  /** Keras's RandomCrop. */
  public static final Schema<RandomCrop> SCHEMA =
      Schema.of("RandomCrop", RandomCrop::new, Options.DATA_FORMAT, HEIGHT, WIDTH, Options.SEED);

  /** Checks that the settings are a RandomCrop's. */
  public RandomCrop {
    SCHEMA.require(config);
  }

  /** Cuts a part of this height and width, in pixels. */
  public static RandomCrop of(int height, int width) {
    return new RandomCrop(SCHEMA.with(HEIGHT, height, WIDTH, width));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    outputSize(Size.of(picture.height(), picture.width()));
    int rows = picture.height() - config.get(HEIGHT);
    int columns = picture.width() - config.get(WIDTH);
    boolean room = rows > 0 && columns > 0;
    int top = room ? (int) random.uniform(0, rows + 1) : rows / 2;
    int left = room ? (int) random.uniform(0, columns + 1) : columns / 2;
    return new Transformation(
        Map.of("h_start", top, "w_start", left),
        changed -> changed.crop(top, left, config.get(HEIGHT), config.get(WIDTH)));
  }

  @Override
  public Size outputSize(Size size) {
    return CenterCrop.cut(config, size, HEIGHT, WIDTH);
  }

  @Override
  public Optional<PictureAugmentation> inInference() {
    return Optional.of(CenterCrop.of(config.get(HEIGHT), config.get(WIDTH)));
  }
}
