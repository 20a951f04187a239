package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Makes colours stronger or paler: a factor of 0 takes all colour away, 0.5 changes nothing, 1
 * makes them as strong as can be. A single factor f draws from -f to f, as in Keras, where below 0
 * is as 0; give a pair such as (0.4, 0.6). See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_saturation/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomSaturation(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.factor(-1, 1);

  /** Keras's RandomSaturation. */
  public static final Schema<RandomSaturation> SCHEMA =
      Schema.of(
          "RandomSaturation",
          RandomSaturation::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomSaturation's. */
  public RandomSaturation {
    SCHEMA.require(config);
  }

  /** Draws the factor from a range within -1 to 1, 0.5 being none. */
  public static RandomSaturation of(double lower, double upper) {
    return new RandomSaturation(SCHEMA.with(FACTOR, new Range(lower, upper)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    Colours.require(picture, config);
    double factor = config.get(FACTOR).draw(random);
    double times = factor / (1 - factor + 1e-7);
    return new Transformation(Map.of("factor", times), changed -> saturate(changed, (float) times));
  }

  private void saturate(Picture picture, float times) {
    Range range = config.get(Options.VALUE_RANGE);
    float[] hsv = new float[3];
    float[] values = picture.values();
    for (int i = 0; i < values.length; i += 3) {
      Colours.toHsv(values[i], values[i + 1], values[i + 2], hsv);
      hsv[1] = range.clip(hsv[1] * times);
      Colours.toRgb(hsv, values, i);
    }
  }
}
