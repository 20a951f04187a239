package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import java.util.Optional;

/** Settings that several of Keras's layers have in common. */
final class Options {
  /** The axis order of pictures; the only one here. */
  enum DataFormat {
    /** (height, width, channels). */
    CHANNELS_LAST
  }

  static final Option<DataFormat> DATA_FORMAT =
      Option.of("data_format", Kinds.choice(DataFormat.class), DataFormat.CHANNELS_LAST);

  /** Kept, but it decides nothing: the numbers come from the run's seed. */
  static final Option<Optional<Integer>> SEED =
      Option.of("seed", Kinds.integer().optional(), Optional.empty());

  static final Option<FillMode> FILL_MODE =
      Option.of("fill_mode", Kinds.choice(FillMode.class), FillMode.REFLECT);
  static final Option<Double> FILL_VALUE = Option.of("fill_value", Kinds.real(), 0.0);
  static final Option<Warp.Sampling> INTERPOLATION =
      Option.of("interpolation", Kinds.choice(Warp.Sampling.class), Warp.Sampling.BILINEAR);
  static final Option<Range> VALUE_RANGE =
      Option.of("value_range", Range.values(), new Range(0, 255));

  private Options() {}

  /** A factor that must be given; one number stands for the range around 0, as far as allowed. */
  static Option<Range> factor(double least, double most) {
    return Option.required("factor", Range.factor(least, most));
  }

  /** The probability of a change: itself drawn from a range, for each picture. */
  static Option<Range> probability() {
    return Option.of("factor", Range.factor(0, 1), new Range(0, 1));
  }

  /** Moves a picture as its class's settings say. */
  static void move(ProjectiveTransform transform, Config config, Picture picture) {
    transform.apply(
        picture,
        config.get(INTERPOLATION),
        config.get(FILL_MODE).inTensorFlow(),
        config.get(FILL_VALUE).floatValue());
  }

  /** 1 or -1, as likely as each other. */
  static int sign(RandomState random) {
    return random.nextDouble() > 0.5 ? -1 : 1;
  }
}
