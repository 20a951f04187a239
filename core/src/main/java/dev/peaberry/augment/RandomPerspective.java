package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Looks at some pictures from the side: their corners move by up to a share of their distance from
 * the first. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_perspective/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomPerspective(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.probability();
  private static final Option<Double> SCALE = Option.of("scale", Kinds.fraction(), 1.0);

  /** Keras's RandomPerspective. */
  public static final Schema<RandomPerspective> SCHEMA =
      Schema.of(
          "RandomPerspective",
          RandomPerspective::new,
          Options.DATA_FORMAT,
          FACTOR,
          SCALE,
          Options.INTERPOLATION,
          Options.FILL_VALUE,
          Options.SEED);

  /** Checks that the settings are a RandomPerspective's. */
  public RandomPerspective {
    SCHEMA.require(config);
  }

  /**
   * Moves corners by up to half of a share.
   *
   * @param scale 0 to 1
   */
  public static RandomPerspective of(double scale) {
    return new RandomPerspective(SCHEMA.defaults().with(SCALE, scale));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    boolean applies = config.get(FACTOR).happens(random);
    double right = picture.width() - 1.0;
    double bottom = picture.height() - 1.0;
    double[][] start = {{0, 0}, {right, 0}, {0, bottom}, {right, bottom}};
    double[][] end = new double[4][2];
    double most = 0.5 * config.get(SCALE);
    for (int corner = 0; corner < 4; corner++) {
      for (int axis = 0; axis < 2; axis++) {
        end[corner][axis] = start[corner][axis] * (1 + random.uniform(-most, most));
      }
    }
    return new Transformation(
        Map.of("apply_perspective", applies, "end_points", corners(end)),
        applies ? changed -> look(changed, start, end) : Transformation.NOTHING);
  }

  private void look(Picture picture, double[][] start, double[][] end) {
    ProjectiveTransform.ofPoints(start, end)
        .apply(
            picture,
            config.get(Options.INTERPOLATION),
            FillMode.CONSTANT.inTensorFlow(),
            config.get(Options.FILL_VALUE).floatValue());
  }

  private static List<List<Double>> corners(double[][] points) {
    return Arrays.stream(points).map(point -> List.of(point[0], point[1])).toList();
  }
}
