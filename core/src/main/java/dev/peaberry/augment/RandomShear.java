package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.Map;

/**
 * Leans pictures over, along their rows and their columns. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_shear/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomShear(Config config) implements PreprocessingLayer {
  private static final Option<List<Double>> X_FACTOR = factor("x_factor");
  private static final Option<List<Double>> Y_FACTOR = factor("y_factor");

  /** Keras's RandomShear. */
  public static final Schema<RandomShear> SCHEMA =
      Schema.of(
          "RandomShear",
          RandomShear::new,
          Options.DATA_FORMAT,
          X_FACTOR,
          Y_FACTOR,
          Options.FILL_MODE,
          Options.INTERPOLATION,
          Options.SEED,
          Options.FILL_VALUE);

  /** Checks that the settings are a RandomShear's. */
  public RandomShear {
    SCHEMA.require(config);
  }

  /**
   * Leans by up to shares, either way, each 0 to 1.
   *
   * @param x of a column for each row
   * @param y of a row for each column
   */
  public static RandomShear of(double x, double y) {
    return new RandomShear(SCHEMA.defaults().with(X_FACTOR, List.of(x)).with(Y_FACTOR, List.of(y)));
  }

  /** A pair around 0 is what Keras's config has for one number. */
  private static Option<List<Double>> factor(String name) {
    Kind<List<Double>> kind = Range.given(-1, 1);
    return Option.of(
        name,
        kind.where(
            "a number or two, from 0 to 1",
            given ->
                kind.allows(given)
                    && (given.get(0) >= 0 || (given.size() == 2 && given.get(0) == -given.get(1)))
                    && given.get(given.size() - 1) >= 0),
        List.of(0.0));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    int sign = Options.sign(random);
    double y = sign * Range.symmetric(config.get(Y_FACTOR)).draw(random);
    double x = sign * Range.symmetric(config.get(X_FACTOR)).draw(random);
    return new Transformation(
        Map.of("shear_factor", List.of(x, y)),
        changed -> Options.move(ProjectiveTransform.affine(1, x, 0, y, 1, 0), config, changed));
  }
}
