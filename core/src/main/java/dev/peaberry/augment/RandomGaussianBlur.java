package dev.peaberry.augment;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Schema;
import dev.peaberry.config.Size;
import java.util.List;
import java.util.Map;

/**
 * Blurs some pictures by a Gaussian, whose width is drawn for each axis. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_gaussian_blur/">keras.io</a>.
 *
 * @param config the settings
 */
public record RandomGaussianBlur(Config config) implements PreprocessingLayer {
  private static final Option<Range> FACTOR = Options.probability();
  private static final Option<Size> KERNEL_SIZE =
      Option.of(
          "kernel_size",
          Kinds.size(1)
              .where(
                  "one or two odd integers",
                  size ->
                      size.height() > 0
                          && size.width() > 0
                          && size.height() % 2 == 1
                          && size.width() % 2 == 1),
          Size.square(3));
  private static final Option<Range> SIGMA =
      Option.of("sigma", Range.factor(0, 1), new Range(0, 1));

  /** Keras's RandomGaussianBlur. */
  public static final Schema<RandomGaussianBlur> SCHEMA =
      Schema.of(
          "RandomGaussianBlur",
          RandomGaussianBlur::new,
          Options.DATA_FORMAT,
          FACTOR,
          KERNEL_SIZE,
          SIGMA,
          Options.VALUE_RANGE,
          Options.SEED);

  /** Checks that the settings are a RandomGaussianBlur's. */
  public RandomGaussianBlur {
    SCHEMA.require(config);
  }

  /**
   * Blurs half of the pictures.
   *
   * @param kernelSize the number of pixels along each axis that are mixed, odd
   * @param sigma the greatest width of the Gaussian, 0 to 1 pixels
   */
  public static RandomGaussianBlur of(int kernelSize, double sigma) {
    return new RandomGaussianBlur(
        SCHEMA
            .defaults()
            .with(KERNEL_SIZE, Size.square(kernelSize))
            .with(SIGMA, new Range(0, sigma)));
  }

  @Override
  public Transformation draw(Picture picture, RandomState random) {
    boolean applies = config.get(FACTOR).happens(random);
    double first = config.get(SIGMA).draw(random) + 1e-6;
    double second = config.get(SIGMA).draw(random) + 1e-6;
    return new Transformation(
        Map.of("should_apply_blur", applies, "blur_factor", List.of(first, second)),
        applies ? changed -> blur(changed, first, second) : this::clip);
  }

  private void blur(Picture picture, double first, double second) {
    Size size = config.get(KERNEL_SIZE);
    Filters.convolve(picture, Filters.gaussian(size.height(), size.width(), first, second));
    clip(picture);
  }

  private void clip(Picture picture) {
    picture.change(config.get(Options.VALUE_RANGE)::clip);
  }
}
