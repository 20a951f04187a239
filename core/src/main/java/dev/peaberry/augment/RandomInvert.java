package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Makes negatives of some pictures. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_invert/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomInvert(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.probability();

  /** Keras's RandomInvert. */
  public static final Schema<RandomInvert> SCHEMA =
      Schema.of(
          "RandomInvert",
          RandomInvert::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomInvert's. */
  public RandomInvert {
    SCHEMA.require(config);
  }

  /** Draws the probability from a range within 0 to 1. */
  public static RandomInvert of(double lower, double upper) {
    return new RandomInvert(SCHEMA.defaults().with(FACTOR, new Range(lower, upper)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    boolean applies = config.get(FACTOR).happens(random);
    float most = (float) config.get(Options.VALUE_RANGE).upper();
    return new Transformation(
        Map.of("apply_inversion", applies),
        applies ? changed -> changed.change(value -> most - value) : Transformation.NOTHING);
  }
}
