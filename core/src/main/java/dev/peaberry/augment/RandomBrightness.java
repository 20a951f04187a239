package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Adds to all values, by up to a share of their range. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomBrightness(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.factor(-1, 1);

  /** Keras's RandomBrightness. */
  public static final Schema<RandomBrightness> SCHEMA =
      Schema.of(
          "RandomBrightness",
          RandomBrightness::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomBrightness's. */
  public RandomBrightness {
    SCHEMA.require(config);
  }

  /**
   * Adds up to a share of 255, either way.
   *
   * @param factor -1 to 1
   */
  public static RandomBrightness of(double factor) {
    return new RandomBrightness(
        SCHEMA.with(FACTOR, new Range(-Math.abs(factor), Math.abs(factor))));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    Range range = config.get(Options.VALUE_RANGE);
    double delta = config.get(FACTOR).draw(random) * (range.upper() - range.lower());
    return new Transformation(Map.of("rgb_delta", delta), changed -> add(changed, (float) delta));
  }

  void add(Picture picture, float delta) {
    Range range = config.get(Options.VALUE_RANGE);
    picture.change(value -> range.clip(value + delta));
  }
}
