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
 * Leaves few values: those that a number of bits can say. A single factor f draws 1 to f - 1 bits,
 * as in Keras. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_posterization/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomPosterization(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Option.required("factor", bits());

  /** Keras's RandomPosterization. */
  public static final Schema<RandomPosterization> SCHEMA =
      Schema.of(
          "RandomPosterization",
          RandomPosterization::new,
          Options.DATA_FORMAT,
          FACTOR,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomPosterization's. */
  public RandomPosterization {
    SCHEMA.require(config);
  }

  /** Draws the bits from the first number to one less than the second, 1 to 8. */
  public static RandomPosterization of(int lower, int upper) {
    return new RandomPosterization(SCHEMA.with(FACTOR, new Range(lower, upper)));
  }

  private static Kind<Range> bits() {
    Kind<List<Integer>> whole = Kinds.oneOrMany(Kinds.integer());
    Kind<Range> kind = Range.factor(1, 8);
    return Kind.<Range>of(
            "",
            json -> whole.parse(json).isPresent() ? kind.parse(json) : Optional.empty(),
            range -> List.of((int) range.lower(), (int) range.upper()))
        .where("an integer or two, from 1 to 8", range -> true);
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    int lower = (int) config.get(FACTOR).lower();
    int upper = (int) config.get(FACTOR).upper();
    int bits = lower == upper ? lower : lower + random.below(upper - lower);
    Levels levels = new Levels(config.get(Options.VALUE_RANGE));
    int mask = 0xff << (8 - bits);
    return new Transformation(
        Map.of("shift_factor", 8 - bits),
        changed -> changed.change(value -> levels.from(levels.whole(value) & mask)));
  }
}
