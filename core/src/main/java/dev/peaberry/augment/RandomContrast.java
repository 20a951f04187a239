package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Moves values away from the mean of their channel. A single factor only raises the contrast, by up
 * to that share; a pair (a, b) draws from 1 - a to 1 + b. As in Keras. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomContrast(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.factor(0, 1);

  /** Keras's RandomContrast. */
  public static final Schema<RandomContrast> SCHEMA =
      Schema.of(
          "RandomContrast",
          RandomContrast::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomContrast's. */
  public RandomContrast {
    SCHEMA.require(config);
  }

  /** Draws the contrast from {@code 1 - lower} to {@code 1 + upper}, both 0 to 1. */
  public static RandomContrast of(double lower, double upper) {
    return new RandomContrast(SCHEMA.with(FACTOR, new Range(lower, upper)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    Range factor = config.get(FACTOR);
    double drawn = random.uniform(1 - factor.lower(), 1 + factor.upper());
    return new Transformation(
        Map.of("contrast_factor", drawn), changed -> adjust(changed, (float) drawn));
  }

  void adjust(Picture picture, float factor) {
    Range range = config.get(Options.VALUE_RANGE);
    float[] values = picture.values();
    int channels = picture.channels();
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      for (int i = channel; i < values.length; i += channels) {
        sum += values[i];
      }
      float mean = (float) (sum * channels / values.length);
      for (int i = channel; i < values.length; i += channels) {
        values[i] = range.clip((values[i] - mean) * factor + mean);
      }
    }
  }
}
