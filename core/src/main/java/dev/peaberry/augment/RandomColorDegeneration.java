package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Mixes pictures with their grey version: a factor of 1 takes all colour away, 0 changes nothing,
 * below 0 colours get stronger. A single factor f draws from -f to f. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_degeneration/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomColorDegeneration(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.factor(-1, 1);

  /** Keras's RandomColorDegeneration. */
  public static final Schema<RandomColorDegeneration> SCHEMA =
      Schema.of(
          "RandomColorDegeneration",
          RandomColorDegeneration::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomColorDegeneration's. */
  public RandomColorDegeneration {
    SCHEMA.require(config);
  }

  /** Draws the factor from a range within -1 to 1, 0 being none. */
  public static RandomColorDegeneration of(double lower, double upper) {
    return new RandomColorDegeneration(SCHEMA.with(FACTOR, new Range(lower, upper)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    Colours.requireColourOrGrey(picture, config);
    double factor = config.get(FACTOR).draw(random);
    return new Transformation(
        Map.of("factor", factor), changed -> degenerate(changed, (float) factor));
  }

  private void degenerate(Picture picture, float factor) {
    Range range = config.get(Options.VALUE_RANGE);
    float[] values = picture.values();
    for (int i = 0; i < values.length; i += picture.channels()) {
      float grey = Colours.grey(values, i, picture.channels());
      for (int k = i; k < i + picture.channels(); k++) {
        values[k] = range.clip(values[k] + factor * (grey - values[k]));
      }
    }
  }
}
