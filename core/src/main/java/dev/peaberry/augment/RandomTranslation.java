package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.Map;

/**
 * Moves pictures by shares of their height and width. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomTranslation(Config config) implements PreprocessingLayer {
  private static final Option<List<Double>> HEIGHT_FACTOR =
      Option.required("height_factor", Range.given(-1, 1));
  private static final Option<List<Double>> WIDTH_FACTOR =
      Option.required("width_factor", Range.given(-1, 1));

  /** Keras's RandomTranslation. */
  public static final Schema<RandomTranslation> SCHEMA =
      Schema.of(
          "RandomTranslation",
          RandomTranslation::new,
          Options.DATA_FORMAT,
          HEIGHT_FACTOR,
          WIDTH_FACTOR,
          Options.FILL_MODE,
          Options.INTERPOLATION,
          Options.SEED,
          Options.FILL_VALUE);

  /** Checks that the settings are a RandomTranslation's. */
  public RandomTranslation {
    SCHEMA.require(config);
  }

  /**
   * Moves by up to shares of the height and the width, either way, each -1 to 1.
   *
   * @param height along the rows
   * @param width along the columns
   */
  public static RandomTranslation of(double height, double width) {
    return new RandomTranslation(
        SCHEMA.with(HEIGHT_FACTOR, List.of(height), WIDTH_FACTOR, List.of(width)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    double down = Range.symmetric(config.get(HEIGHT_FACTOR)).draw(random) * picture.height();
    double right = Range.symmetric(config.get(WIDTH_FACTOR)).draw(random) * picture.width();
    return new Transformation(
        Map.of("translations", List.of(right, down)), changed -> move(changed, right, down));
  }

  void move(Picture picture, double right, double down) {
    Options.move(ProjectiveTransform.affine(1, 0, -right, 0, 1, -down), config, picture);
  }
}
