package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Arrays;
import java.util.Map;

/**
 * Takes the colour from a share of the pictures. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_grayscale/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomGrayscale(Config config) implements PreprocessingLayer {
  private static final Option<Double> FACTOR = Option.of("factor", Kinds.fraction(), 0.5);

  /** Keras's RandomGrayscale. */
  public static final Schema<RandomGrayscale> SCHEMA =
      Schema.of(
          "RandomGrayscale",
          RandomGrayscale::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.SEED.unlisted());

  /** Checks that the settings are a RandomGrayscale's. */
  public RandomGrayscale {
    SCHEMA.require(config);
  }

  /**
   * Takes the colour from a share of the pictures.
   *
   * @param factor 0 to 1
   */
  public static RandomGrayscale of(double factor) {
    return new RandomGrayscale(SCHEMA.defaults().with(FACTOR, factor));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    Colours.requireColourOrGrey(picture, config);
    boolean applies = random.nextDouble() < config.get(FACTOR);
    return new Transformation(
        Map.of("should_apply", applies),
        applies ? RandomGrayscale::turnGrey : Transformation.NOTHING);
  }

  private static void turnGrey(Picture picture) {
    float[] values = picture.values();
    for (int i = 0; i < values.length; i += picture.channels()) {
      Arrays.fill(values, i, i + picture.channels(), Colours.grey(values, i, picture.channels()));
    }
  }
}
