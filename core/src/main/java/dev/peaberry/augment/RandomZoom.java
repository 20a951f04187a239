package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes pictures smaller (factors above 0) or larger (below 0) within their frame. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_zoom/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomZoom(Config config) implements PreprocessingLayer {
  private static final Option<List<Double>> HEIGHT_FACTOR =
      Option.required("height_factor", zoom());
  private static final Option<Optional<List<Double>>> WIDTH_FACTOR =
      Option.of("width_factor", zoom().optional(), Optional.empty());

  /** Keras's RandomZoom. */
  public static final Schema<RandomZoom> SCHEMA =
      Schema.of(
          "RandomZoom",
          RandomZoom::new,
          Options.DATA_FORMAT,
          HEIGHT_FACTOR,
          WIDTH_FACTOR,
          Options.FILL_MODE,
          Options.INTERPOLATION,
          Options.SEED,
          Options.FILL_VALUE);

  /** Checks that the settings are a RandomZoom's. */
  public RandomZoom {
    SCHEMA.require(config);
  }

  /**
   * Zooms by up to a share of the size, in and out, height and width alike.
   *
   * @param factor above -1 and up to 1
   */
  public static RandomZoom of(double factor) {
    return new RandomZoom(SCHEMA.with(HEIGHT_FACTOR, List.of(factor)));
  }

  private static Kind<List<Double>> zoom() {
    Kind<List<Double>> kind = Range.given(-1, 1);
    return kind.where(
        "a number or two, above -1 and up to 1",
        given -> kind.allows(given) && given.stream().allMatch(each -> each > -1));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    double height = 1 + Range.symmetric(config.get(HEIGHT_FACTOR)).draw(random);
    double width =
        config
            .get(WIDTH_FACTOR)
            .map(factor -> 1 + Range.symmetric(factor).draw(random))
            .orElse(height);
    return new Transformation(
        Map.of("height_zoom", height, "width_zoom", width),
        changed -> zoom(changed, height, width));
  }

  void zoom(Picture picture, double height, double width) {
    Options.move(
        ProjectiveTransform.affine(
            width,
            0,
            (picture.width() - 1) / 2.0 * (1 - width),
            0,
            height,
            (picture.height() - 1) / 2.0 * (1 - height)),
        config,
        picture);
  }
}
