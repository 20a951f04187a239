package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Makes pictures sharper or softer: a factor of 0.5 changes nothing, 0 is soft and 1 sharp. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_sharpness/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomSharpness(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.factor(0, 1);

  private static final float[][] SOFT =
      Filters.kernel(3, (row, column) -> row == 1 && column == 1 ? 5f / 13 : 1f / 13);

  /** Keras's RandomSharpness. */
  public static final Schema<RandomSharpness> SCHEMA =
      Schema.of(
          "RandomSharpness",
          RandomSharpness::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomSharpness's. */
  public RandomSharpness {
    SCHEMA.require(config);
  }

  /** Draws the factor from a range within 0 to 1, 0.5 being none. */
  public static RandomSharpness of(double lower, double upper) {
    return new RandomSharpness(SCHEMA.with(FACTOR, new Range(lower, upper)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    double factor = config.get(FACTOR).draw(random);
    return new Transformation(
        Map.of("factor", factor), changed -> sharpen(changed, (float) (2 * factor)));
  }

  private void sharpen(Picture picture, float factor) {
    Range range = config.get(Options.VALUE_RANGE);
    Filters.convolve(picture, SOFT);
    float[] soft = picture.values();
    float[] old = picture.other();
    for (int i = 0; i < soft.length; i++) {
      soft[i] = range.clip(old[i] + (1 - factor) * (soft[i] - old[i]));
    }
  }
}
