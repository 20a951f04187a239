package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The random changes of Keras's ImageDataGenerator, number for number: seeded with a NumPy seed, it
 * draws and makes of a picture what Keras does. Its rescaling and normalisation are not random and
 * no part of this. See <a href="https://keras.io/api/data_loading/image/">keras.io</a>.
 *
 * @param config the settings
 */
public record ImageDataGenerator(Config config) implements PictureAugmentation {
  /** From a least to a greatest value. */
  private record Range(double from, double to) {}

  private static final Option<Double> ROTATION_RANGE =
      Option.of("rotation_range", Kinds.notNegative(), 0.0);
  private static final Option<Shift> WIDTH_SHIFT_RANGE =
      Option.of("width_shift_range", Shift.kind(), Shift.NONE);
  private static final Option<Shift> HEIGHT_SHIFT_RANGE =
      Option.of("height_shift_range", Shift.kind(), Shift.NONE);
  private static final Option<Optional<Range>> BRIGHTNESS_RANGE =
      Option.of("brightness_range", pair().optional(), Optional.empty());
  private static final Option<Double> SHEAR_RANGE =
      Option.of("shear_range", Kinds.notNegative(), 0.0);
  private static final Option<Range> ZOOM_RANGE = Option.of("zoom_range", zoom(), new Range(1, 1));
  private static final Option<Double> CHANNEL_SHIFT_RANGE =
      Option.of("channel_shift_range", Kinds.notNegative(), 0.0);
  private static final Option<FillMode> FILL_MODE =
      Option.of("fill_mode", Kinds.choice(FillMode.class), FillMode.NEAREST);
  private static final Option<Double> CVAL = Option.of("cval", Kinds.real(), 0.0);
  private static final Option<Boolean> HORIZONTAL_FLIP =
      Option.of("horizontal_flip", Kinds.bool(), false);
  private static final Option<Boolean> VERTICAL_FLIP =
      Option.of("vertical_flip", Kinds.bool(), false);

  /** Keras's ImageDataGenerator, as far as it is random; no layer, so under a name of its own. */
  public static final Schema<ImageDataGenerator> SCHEMA =
      Schema.of(
              "ImageDataGenerator",
              ImageDataGenerator::new,
              ROTATION_RANGE,
              WIDTH_SHIFT_RANGE,
              HEIGHT_SHIFT_RANGE,
              BRIGHTNESS_RANGE,
              SHEAR_RANGE,
              ZOOM_RANGE,
              CHANNEL_SHIFT_RANGE,
              FILL_MODE,
              CVAL,
              HORIZONTAL_FLIP,
              VERTICAL_FLIP)
          .inPackage("peaberry");

  /** Checks that the settings are an ImageDataGenerator's. */
  public ImageDataGenerator {
    SCHEMA.require(config);
  }

  /** One that changes nothing yet. */
  public static ImageDataGenerator of() {
    return new ImageDataGenerator(SCHEMA.defaults());
  }

  /**
   * Turning by up to an angle, either way.
   *
   * @param degrees at least 0
   */
  public ImageDataGenerator withRotationRange(double degrees) {
    return new ImageDataGenerator(config.with(ROTATION_RANGE, degrees));
  }

  /**
   * Moving by up to a distance, either way.
   *
   * @param height along the rows, at least 0; below 1 a share of the height, else pixels
   * @param width along the columns, alike
   */
  public ImageDataGenerator withShiftRange(double height, double width) {
    return new ImageDataGenerator(
        config
            .with(HEIGHT_SHIFT_RANGE, new Shift.Range(height))
            .with(WIDTH_SHIFT_RANGE, new Shift.Range(width)));
  }

  /**
   * Shearing by up to an angle, either way.
   *
   * @param degrees at least 0
   */
  public ImageDataGenerator withShearRange(double degrees) {
    return new ImageDataGenerator(config.with(SHEAR_RANGE, degrees));
  }

  /**
   * Zooming by a factor from {@code 1 - share} to {@code 1 + share}, each axis apart.
   *
   * @param share 0 to below 1
   */
  public ImageDataGenerator withZoomRange(double share) {
    return new ImageDataGenerator(config.with(ZOOM_RANGE, new Range(1 - share, 1 + share)));
  }

  /** Brightness times a factor in a range, both at least 0. */
  public ImageDataGenerator withBrightnessRange(double from, double to) {
    return new ImageDataGenerator(config.with(BRIGHTNESS_RANGE, Optional.of(new Range(from, to))));
  }

  /** All values moved by up to a number of grey levels, either way. */
  public ImageDataGenerator withChannelShiftRange(double levels) {
    return new ImageDataGenerator(config.with(CHANNEL_SHIFT_RANGE, levels));
  }

  /** With another filling of what a movement leaves empty. */
  public ImageDataGenerator withFillMode(FillMode fillMode) {
    return new ImageDataGenerator(config.with(FILL_MODE, fillMode));
  }

  /** With left and right exchanged in half of the pictures. */
  public ImageDataGenerator withHorizontalFlip() {
    return new ImageDataGenerator(config.with(HORIZONTAL_FLIP, true));
  }

  /** With top and bottom exchanged in half of the pictures. */
  public ImageDataGenerator withVerticalFlip() {
    return new ImageDataGenerator(config.with(VERTICAL_FLIP, true));
  }

  @Override
  public void apply(Picture picture, RandomState random) {
    draw(picture.height(), picture.width(), random)
        .apply(picture, config.get(FILL_MODE), config.get(CVAL));
  }

  /** Keras's {@code get_random_transform}: the same numbers in the same order. */
  RandomTransform draw(int height, int width, RandomState random) {
    double theta = symmetric(ROTATION_RANGE, random);
    double tx = config.get(HEIGHT_SHIFT_RANGE).draw(height, random);
    double ty = config.get(WIDTH_SHIFT_RANGE).draw(width, random);
    double shear = symmetric(SHEAR_RANGE, random);
    Range zoom = config.get(ZOOM_RANGE);
    boolean zooms = zoom.from != 1 || zoom.to != 1;
    double zx = zooms ? random.uniform(zoom.from, zoom.to) : 1;
    double zy = zooms ? random.uniform(zoom.from, zoom.to) : 1;
    boolean horizontal = random.nextDouble() < 0.5 && config.get(HORIZONTAL_FLIP);
    boolean vertical = random.nextDouble() < 0.5 && config.get(VERTICAL_FLIP);
    OptionalDouble channelShift =
        config.get(CHANNEL_SHIFT_RANGE) == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(symmetric(CHANNEL_SHIFT_RANGE, random));
    OptionalDouble brightness =
        config
            .get(BRIGHTNESS_RANGE)
            .map(range -> OptionalDouble.of(random.uniform(range.from, range.to)))
            .orElse(OptionalDouble.empty());
    return new RandomTransform(
        new AffineTransform(theta, tx, ty, shear, zx, zy),
        horizontal,
        vertical,
        channelShift,
        brightness);
  }

  private double symmetric(Option<Double> range, RandomState random) {
    double most = config.get(range);
    return most == 0 ? 0 : random.uniform(-most, most);
  }

  private static Kind<Range> zoom() {
    Kind<Double> share = Kinds.fractionBelowOne();
    Kind<Range> pair = pair();
    return Kind.<Range>of(
            "",
            json ->
                json instanceof List<?>
                    ? pair.parse(json)
                    : share
                        .parse(json)
                        .filter(share::allows)
                        .map(value -> new Range(1 - value, 1 + value)),
            pair::toJson)
        .where(
            "a number from 0 to below 1 or two ascending numbers above 0",
            range -> range.from > 0 && range.from <= range.to);
  }

  private static Kind<Range> pair() {
    Kind<List<Double>> list = Kinds.listOf(Kinds.notNegative());
    return Kind.<Range>of(
            "",
            json ->
                list.parse(json)
                    .filter(values -> values.size() == 2 && list.allows(values))
                    .map(values -> new Range(values.get(0), values.get(1))),
            range -> List.of(range.from, range.to))
        .where("two ascending numbers of at least 0", range -> range.from <= range.to);
  }
}
