package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Turns pictures about their middle, by an angle that is a factor of a full turn. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomRotation(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.factor(-1, 1);

  /** Keras's RandomRotation. */
  public static final Schema<RandomRotation> SCHEMA =
      Schema.of(
          "RandomRotation",
          RandomRotation::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.FILL_MODE,
          Options.FILL_VALUE,
          Options.INTERPOLATION,
          Options.SEED);

  /** Checks that the settings are a RandomRotation's. */
  public RandomRotation {
    SCHEMA.require(config);
  }

  /**
   * Turns by up to a part of a full turn, either way.
   *
   * @param factor -1 to 1
   */
  public static RandomRotation of(double factor) {
    return new RandomRotation(SCHEMA.with(FACTOR, new Range(-Math.abs(factor), Math.abs(factor))));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    double angle = 360 * config.get(FACTOR).draw(random);
    return new Transformation(Map.of("angle", angle), changed -> turn(changed, angle));
  }

  void turn(Picture picture, double angle) {
    double cos = Math.cos(Math.toRadians(angle));
    double sin = Math.sin(Math.toRadians(angle));
    double x = (picture.width() - 1) / 2.0;
    double y = (picture.height() - 1) / 2.0;
    Options.move(
        ProjectiveTransform.affine(
            cos, -sin, x - x * cos + y * sin, sin, cos, y - x * sin - y * cos),
        config,
        picture);
  }
}
