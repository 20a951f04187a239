package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Covers a rectangle of some pictures with noise or one colour (Zhong et al. 2020). See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_erasing/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomErasing(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.probability();
  private static final Option<Range> SCALE =
      Option.of("scale", Range.factor(0, 1), new Range(0.02, 0.33));
  private static final Option<Optional<List<Double>>> FILL_VALUE =
      Option.of("fill_value", fill().optional(), Optional.empty());

  /** Keras's RandomErasing. */
  public static final Schema<RandomErasing> SCHEMA =
      Schema.of(
          "RandomErasing",
          RandomErasing::new,
          Options.DATA_FORMAT,
          FACTOR,
          SCALE,
          FILL_VALUE,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomErasing's. */
  public RandomErasing {
    SCHEMA.require(config);
  }

  /** Covers rectangles whose area is a share of the picture's from a range within 0 to 1. */
  public static RandomErasing of(double least, double most) {
    return new RandomErasing(SCHEMA.defaults().with(SCALE, new Range(least, most)));
  }

  /** With one value instead of noise. */
  public RandomErasing withFillValue(double value) {
    return new RandomErasing(config.with(FILL_VALUE, Optional.of(List.of(value))));
  }

  private static Kind<List<Double>> fill() {
    Kind<List<Double>> kind = Kinds.oneOrMany(Kinds.real());
    return kind.where(
        "a number or three",
        given -> kind.allows(given) && (given.size() == 1 || given.size() == 3));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    double width = Math.sqrt(config.get(SCALE).draw(random));
    double height = Math.sqrt(config.get(SCALE).draw(random));
    Box box = Box.draw(picture.height(), picture.width(), height, width, random);
    boolean applies = config.get(FACTOR).happens(random);
    long noise = random.nextBits() & 0xffffffffL;
    return new Transformation(
        Map.of("apply_erasing", applies, "box", box.corners()),
        applies ? changed -> erase(changed, box, noise) : Transformation.NOTHING);
  }

  private void erase(Picture picture, Box box, long noise) {
    RandomState random = RandomState.ofSeed(noise);
    Range range = config.get(Options.VALUE_RANGE);
    List<Double> fill = config.get(FILL_VALUE).orElse(List.of());
    int channels = picture.channels();
    if (fill.size() == 3 && channels != 3) {
      throw new IllegalArgumentException(
          "RandomErasing: found pictures of %d channels, expected 3 as fill_value has"
              .formatted(channels));
    }
    for (int y = box.firstRow(); y < box.endRow(); y++) {
      for (int x = box.firstColumn(); x < box.endColumn(); x++) {
        for (int i = 0; i < channels; i++) {
          double value =
              fill.isEmpty()
                  ? Distributions.normal(random) * range.upper()
                  : fill.get(fill.size() == 1 ? 0 : i);
          picture.values()[(y * picture.width() + x) * channels + i] = range.clip((float) value);
        }
      }
    }
  }
}
