package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Mirrors half of the pictures. With both directions, a picture is mirrored in both or in none, as
 * in Keras. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_flip/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomFlip(Config config) implements PreprocessingLayer {
  /** Which sides change places. */
  public enum Mode {
    /** Left and right. */
    HORIZONTAL,
    /** Top and bottom. */
    VERTICAL,
    /** Both at once. */
    HORIZONTAL_AND_VERTICAL
  }

  private static final Option<Mode> MODE =
      Option.of("mode", Kinds.choice(Mode.class), Mode.HORIZONTAL_AND_VERTICAL);

  /** Keras's RandomFlip. */
  public static final Schema<RandomFlip> SCHEMA =
      Schema.of("RandomFlip", RandomFlip::new, Options.DATA_FORMAT, Options.SEED, MODE);

  /** Checks that the settings are a RandomFlip's. */
  public RandomFlip {
    SCHEMA.require(config);
  }

  /** Mirrors in the given direction. */
  public static RandomFlip of(Mode mode) {
    return new RandomFlip(SCHEMA.defaults().with(MODE, mode));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    boolean flips = random.nextDouble() <= 0.5;
    return new Transformation(Map.of("flips", flips), flips ? this::flip : Transformation.NOTHING);
  }

  private void flip(Picture picture) {
    if (config.get(MODE) != Mode.VERTICAL) {
      Flips.horizontal(picture);
    }
    if (config.get(MODE) != Mode.HORIZONTAL) {
      Flips.vertical(picture);
    }
  }
}
