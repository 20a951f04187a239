package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Map;

/**
 * Adds to all values, then makes a negative of those above a threshold. Without settings the
 * threshold is 0 and all is inverted, as in Keras. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/solarization/">keras.io</a>.
 *
 * @param config the settings
 */
public record Solarization(Config config) implements PreprocessingLayer {
  private static final Option<Range> ADDITION_FACTOR =
      Option.of("addition_factor", Range.upTo(1), new Range(0, 0));
  private static final Option<Range> THRESHOLD_FACTOR =
      Option.of("threshold_factor", Range.upTo(1), new Range(0, 0));

  /** Keras's Solarization. */
  public static final Schema<Solarization> SCHEMA =
      Schema.of(
          "Solarization",
          Solarization::new,
          Options.DATA_FORMAT,
          Options.VALUE_RANGE,
          ADDITION_FACTOR,
          THRESHOLD_FACTOR,
          Options.SEED);

  /** Checks that the settings are a Solarization's. */
  public Solarization {
    SCHEMA.require(config);
  }

  /**
   * Adds up to a share of 255 and inverts above a threshold up to another, both 0 to 1.
   *
   * @param addition what is added
   * @param threshold above which values are inverted
   */
  public static Solarization of(double addition, double threshold) {
    return new Solarization(
        SCHEMA
            .defaults()
            .with(ADDITION_FACTOR, new Range(0, addition))
            .with(THRESHOLD_FACTOR, new Range(0, threshold)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    // Keras multiplies only the upper bound by 255.
    double addition = level(config.get(ADDITION_FACTOR), random);
    double threshold = level(config.get(THRESHOLD_FACTOR), random);
    return new Transformation(
        Map.of("additions", addition, "thresholds", threshold),
        changed -> solarize(changed, (float) addition, (float) threshold));
  }

  private static double level(Range factor, RandomState random) {
    return random.uniform(factor.lower(), factor.upper() * 255);
  }

  private void solarize(Picture picture, float addition, float threshold) {
    Levels levels = new Levels(config.get(Options.VALUE_RANGE));
    picture.change(
        value -> {
          float more = Math.max(0, Math.min(255, levels.to(value) + addition));
          return levels.from(more < threshold ? more : 255 - more);
        });
  }
}
