package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes brightness, contrast, saturation and hue, in this order, each if it has a factor. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_jitter/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomColorJitter(Config config) implements PreprocessingLayer {
  private static final Option<Optional<List<Double>>> BRIGHTNESS_FACTOR =
      factor("brightness_factor", -1);
  private static final Option<Optional<List<Double>>> CONTRAST_FACTOR =
      factor("contrast_factor", 0);
  private static final Option<Optional<List<Double>>> SATURATION_FACTOR =
      factor("saturation_factor", -1);
  private static final Option<Optional<List<Double>>> HUE_FACTOR = factor("hue_factor", 0);

  /** Keras's RandomColorJitter. */
  public static final Schema<RandomColorJitter> SCHEMA =
      Schema.of(
          "RandomColorJitter",
          RandomColorJitter::new,
          Options.DATA_FORMAT,
          Options.VALUE_RANGE,
          BRIGHTNESS_FACTOR,
          CONTRAST_FACTOR,
          SATURATION_FACTOR,
          HUE_FACTOR,
          Options.SEED);

  /** Checks that the settings are a RandomColorJitter's. */
  public RandomColorJitter {
    SCHEMA.require(config);
  }

  /** Changes brightness by up to a share of 255, -1 to 1, and nothing else yet. */
  public static RandomColorJitter ofBrightness(double factor) {
    return new RandomColorJitter(
        SCHEMA.defaults().with(BRIGHTNESS_FACTOR, Optional.of(List.of(factor))));
  }

  /** With other contrast, from {@code 1 - lower} to {@code 1 + upper}, both 0 to 1. */
  public RandomColorJitter withContrast(double lower, double upper) {
    return new RandomColorJitter(config.with(CONTRAST_FACTOR, Optional.of(List.of(lower, upper))));
  }

  /** With other saturation, from a range within -1 to 1, 0.5 being none. */
  public RandomColorJitter withSaturation(double lower, double upper) {
    return new RandomColorJitter(
        config.with(SATURATION_FACTOR, Optional.of(List.of(lower, upper))));
  }

  /** With hues turned by up to a factor of half of the colour circle, 0 to 1. */
  public RandomColorJitter withHue(double factor) {
    return new RandomColorJitter(config.with(HUE_FACTOR, Optional.of(List.of(factor))));
  }

  private static Option<Optional<List<Double>>> factor(String name, int least) {
    return Option.of(name, Range.given(least, 1).optional(), Optional.empty());
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    Map<String, Object> drawn = new LinkedHashMap<>();
    List<Transformation> steps = new ArrayList<>();
    layers()
        .forEach(
            (name, layer) -> {
              Transformation step = layer.draw(picture, random);
              drawn.put(name, step.drawn());
              steps.add(step);
            });
    return new Transformation(
        drawn, changed -> steps.forEach(step -> step.change().accept(changed)));
  }

  private Map<String, PreprocessingLayer> layers() {
    Map<String, PreprocessingLayer> layers = new LinkedHashMap<>();
    add(layers, "random_brightness", RandomBrightness.SCHEMA, BRIGHTNESS_FACTOR);
    add(layers, "random_contrast", RandomContrast.SCHEMA, CONTRAST_FACTOR);
    add(layers, "random_saturation", RandomSaturation.SCHEMA, SATURATION_FACTOR);
    add(layers, "random_hue", RandomHue.SCHEMA, HUE_FACTOR);
    return layers;
  }

  private void add(
      Map<String, PreprocessingLayer> layers,
      String name,
      Schema<? extends PreprocessingLayer> schema,
      Option<Optional<List<Double>>> option) {
    config
        .get(option)
        .ifPresent(
            factor ->
                layers.put(
                    name,
                    schema.fromJson(
                        Map.of(
                            "factor",
                            factor.size() == 1 ? factor.get(0) : factor,
                            "value_range",
                            Options.VALUE_RANGE.kind().toJson(config.get(Options.VALUE_RANGE))))));
  }
}
