package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Turns the hues of colour pictures, by up to half of a factor of the colour circle, either way.
 * See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_hue/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomHue(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.factor(0, 1);

  /** Keras's RandomHue. */
  public static final Schema<RandomHue> SCHEMA =
      Schema.of(
          "RandomHue",
          RandomHue::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomHue's. */
  public RandomHue {
    SCHEMA.require(config);
  }

  /**
   * Turns by up to a factor of half of the colour circle, either way.
   *
   * @param factor 0 to 1
   */
  public static RandomHue of(double factor) {
    return new RandomHue(SCHEMA.with(FACTOR, new Range(0, factor)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    Colours.require(picture, config);
    double turn = 0.5 * Options.sign(random) * config.get(FACTOR).draw(random);
    return new Transformation(Map.of("factor", turn), changed -> turn(changed, (float) turn));
  }

  private void turn(Picture picture, float turn) {
    Range range = config.get(Options.VALUE_RANGE);
    float lower = (float) range.lower();
    float width = (float) range.upper() - lower;
    float[] hsv = new float[3];
    float[] values = picture.values();
    for (int i = 0; i < values.length; i += 3) {
      Colours.toHsv(
          (values[i] - lower) / width,
          (values[i + 1] - lower) / width,
          (values[i + 2] - lower) / width,
          hsv);
      float hue = hsv[0] + turn;
      hue = hue > 1 ? hue - 1 : hue;
      hsv[0] = hue < 0 ? hue + 1 : hue;
      Colours.toRgb(hsv, values, i);
      for (int k = i; k < i + 3; k++) {
        values[k] = Math.max(0, Math.min(1, values[k])) * width + lower;
      }
    }
  }
}
