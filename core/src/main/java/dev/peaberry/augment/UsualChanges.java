package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The changes that RandAugment and AugMix choose from, of one strength, by Keras's names for them.
 * Immutable.
 *
 * @param factor the strength, within 0 to 1
 * @param valueRange in JSON
 * @param interpolation in JSON
 */
record UsualChanges(Range factor, Object valueRange, Object interpolation) {
  private static final String SHEAR = "random_shear";
  private static final String TRANSLATION = "random_translation";
  private static final String ROTATION = "random_rotation";
  private static final String BRIGHTNESS = "random_brightness";
  private static final String COLOR_DEGENERATION = "random_color_degeneration";
  private static final String CONTRAST = "random_contrast";
  private static final String SHARPNESS = "random_sharpness";
  private static final String POSTERIZATION = "random_posterization";
  private static final String SOLARIZATION = "solarization";
  private static final String AUTO_CONTRAST = "auto_contrast";
  private static final String EQUALIZATION = "equalization";

  /** RandAugment's, in Keras's order. */
  static final List<String> RAND_AUGMENT =
      List.of(
          SHEAR,
          TRANSLATION,
          ROTATION,
          BRIGHTNESS,
          COLOR_DEGENERATION,
          CONTRAST,
          SHARPNESS,
          POSTERIZATION,
          SOLARIZATION,
          AUTO_CONTRAST,
          EQUALIZATION);

  /** AugMix's without {@code all_ops}. */
  static final List<String> AUG_MIX_WITHOUT_COLOURS =
      List.of(
          SHEAR, TRANSLATION, ROTATION, POSTERIZATION, SOLARIZATION, AUTO_CONTRAST, EQUALIZATION);

  /** AugMix's. */
  static final List<String> AUG_MIX =
      List.of(
          SHEAR,
          TRANSLATION,
          ROTATION,
          POSTERIZATION,
          SOLARIZATION,
          AUTO_CONTRAST,
          EQUALIZATION,
          BRIGHTNESS,
          COLOR_DEGENERATION,
          CONTRAST,
          SHARPNESS);

  /** Those of RandAugment's or AugMix's settings. */
  static UsualChanges of(Config config, Range factor) {
    return new UsualChanges(
        factor, json(config, Options.VALUE_RANGE), json(config, Options.INTERPOLATION));
  }

  private static <T> Object json(Config config, Option<T> option) {
    return option.kind().toJson(config.get(option));
  }

  /** The change of a name. */
  PreprocessingLayer layer(String name) {
    return switch (name) {
      case SHEAR -> moving(RandomShear.SCHEMA, "x_factor", "y_factor");
      case TRANSLATION -> moving(RandomTranslation.SCHEMA, "height_factor", "width_factor");
      case ROTATION -> moving(RandomRotation.SCHEMA, "factor", "factor");
      case BRIGHTNESS -> colouring(RandomBrightness.SCHEMA);
      case COLOR_DEGENERATION -> colouring(RandomColorDegeneration.SCHEMA);
      case CONTRAST -> colouring(RandomContrast.SCHEMA);
      case SHARPNESS -> colouring(RandomSharpness.SCHEMA);
      case POSTERIZATION ->
          made(
              RandomPosterization.SCHEMA,
              Map.of("factor", Math.max(1, (int) (8 * factor.upper()))));
      case SOLARIZATION ->
          made(Solarization.SCHEMA, Map.of("addition_factor", pair(), "threshold_factor", pair()));
      case AUTO_CONTRAST -> made(AutoContrast.SCHEMA, Map.of());
      case EQUALIZATION -> made(Equalization.SCHEMA, Map.of());
      default -> throw new IllegalArgumentException("Found no change " + name);
    };
  }

  private List<Double> pair() {
    return List.of(factor.lower(), factor.upper());
  }

  private PreprocessingLayer moving(
      Schema<? extends PreprocessingLayer> schema, String one, String other) {
    Map<String, Object> config = new HashMap<>();
    config.put("interpolation", interpolation);
    config.put(one, pair());
    config.put(other, pair());
    return schema.fromJson(config);
  }

  private PreprocessingLayer colouring(Schema<? extends PreprocessingLayer> schema) {
    return made(schema, Map.of("factor", pair()));
  }

  private PreprocessingLayer made(
      Schema<? extends PreprocessingLayer> schema, Map<String, Object> config) {
    Map<String, Object> all = new HashMap<>(config);
    all.put("value_range", valueRange);
    return schema.fromJson(all);
  }
}
