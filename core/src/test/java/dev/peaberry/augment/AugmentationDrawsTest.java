package dev.peaberry.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.Notation;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where augmentations draw from, beyond the golden values. */
final class AugmentationDrawsTest {
  private static final int DRAWS = 4000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "random_hue(factor=0.4) | factor | -0.2 | 0.2",
        "random_saturation(factor=[0.2, 0.5]) | factor | 0.25 | 1",
        "random_color_degeneration(factor=0.5) | factor | -0.5 | 0.5",
        "random_sharpness(factor=0.4) | factor | 0 | 0.4",
        "random_posterization(factor=5) | shift_factor | 4 | 7",
        "random_posterization(factor=[2, 4]) | shift_factor | 5 | 6",
        "solarization(addition_factor=0.2) | additions | 0 | 51",
        "solarization(threshold_factor=[0.5, 1]) | thresholds | 0.5 | 255",
        "random_crop(height=4, width=5) | h_start | 0 | 6",
        "random_crop(height=4, width=5) | w_start | 0 | 9",
        "random_contrast(factor=0.3) | contrast_factor | 1 | 1.3",
      })
  void drawsBetweenTheEnds(String written, String parameter, double least, double most) {
    double[] values = drawn(written, t -> ((Number) t.drawn().get(parameter)).doubleValue());
    double slack = 0.01 * (most - least);
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(least, least + slack);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(most - slack, most);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "random_flip(mode=vertical) | flips | 0.5",
        "random_grayscale(factor=0.2) | should_apply | 0.2",
        "random_invert | apply_inversion | 0.5",
        "random_invert(factor=[0.8, 1]) | apply_inversion | 0.9",
        "random_gaussian_blur(factor=0.5) | should_apply_blur | 0.25",
        "random_erasing | apply_erasing | 0.5",
        "random_perspective(factor=[0, 0.2]) | apply_perspective | 0.1",
      })
  void happensAsOftenAsTheFactorSays(String written, String parameter, double share) {
    double[] values = drawn(written, t -> (Boolean) t.drawn().get(parameter) ? 1 : 0);
    assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(share, within(0.03));
  }

  @Test
  void erasesAreasOfTheScaleInsideThePicture() {
    double[] areas =
        drawn(
            "random_erasing(scale=[0.1, 0.3])",
            t -> {
              List<?> box = (List<?>) t.drawn().get("box");
              double[] edges =
                  box.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
              assertThat(edges[0]).isGreaterThanOrEqualTo(0);
              assertThat(edges[1]).isLessThanOrEqualTo(14);
              assertThat(edges[2]).isGreaterThanOrEqualTo(0);
              assertThat(edges[3]).isLessThanOrEqualTo(10);
              return (edges[1] - edges[0]) * (edges[3] - edges[2]) / 140;
            });
    assertThat(DoubleStream.of(areas).min().orElseThrow()).isBetween(0.1, 0.12);
    assertThat(DoubleStream.of(areas).max().orElseThrow()).isBetween(0.28, 0.3);
  }

  @Test
  void erasesWithNoiseOfTheWholeRange() {
    Picture picture = picture();
    Arrays.fill(picture.values(), 77);
    RandomErasing.of(1, 1).apply(picture, RandomState.ofSeed(7));
    double[] values = new double[picture.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = picture.values()[i];
    }
    assertThat(DoubleStream.of(values).boxed())
        .allSatisfy(value -> assertThat(value).isBetween(0.0, 255.0));
    // Half of a normal distribution is below 0, and 16 % is above one standard deviation.
    assertThat(DoubleStream.of(values).filter(v -> v == 0).count() / 420.0)
        .isCloseTo(0.5, within(0.08));
    assertThat(DoubleStream.of(values).filter(v -> v == 255).count() / 420.0)
        .isCloseTo(0.16, within(0.06));
  }

  @ParameterizedTest
  @CsvSource({"0.01", "0.2", "1", "4"})
  void betaHasItsMeanAndVariance(double alpha) {
    RandomState random = RandomState.ofSeed(11);
    double[] values =
        DoubleStream.generate(() -> Distributions.beta(alpha, random)).limit(20_000).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    assertThat(DoubleStream.of(values).boxed())
        .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
    assertThat(mean).isCloseTo(0.5, within(0.015));
    assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.006));
  }

  @Test
  void theSmallestBetaIsOneOrTheOther() {
    RandomState random = RandomState.ofSeed(11);
    assertThat(DoubleStream.generate(() -> Distributions.beta(1e-6, random)).limit(100).boxed())
        .allSatisfy(value -> assertThat(Math.min(value, 1 - value)).isLessThan(1e-3));
  }

  static Stream<String> names() {
    return Stream.of(
        "random_flip",
        "random_rotation(factor=0.2)",
        "random_crop(height=4, width=5)",
        "random_erasing(factor=[1, 1])",
        "random_color_jitter(hue_factor=0.5, brightness_factor=0.2)",
        "rand_augment",
        "aug_mix",
        "image_data_generator(rotation_range=40, horizontal_flip=true)");
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameSeedMakesTheSameChange(String written) {
    PictureAugmentation augmentation = of(written);
    Picture one = picture();
    Picture other = picture();
    augmentation.apply(one, RandomState.ofSeed(3));
    augmentation.apply(other, RandomState.ofSeed(3));
    assertThat(one.values()).containsExactly(other.values());
    assertThat(
            Stream.of(4, 5, 6, 7)
                .filter(
                    seed -> {
                      Picture third = picture();
                      augmentation.apply(third, RandomState.ofSeed(seed));
                      return !Arrays.equals(third.values(), one.values());
                    }))
        .isNotEmpty();
  }

  @Test
  void cutsInTheMiddleWhereNothingIsTrained() {
    RandomCrop crop = RandomCrop.of(4, 6);
    assertThat(crop.outputSize(Size.of(10, 14))).isEqualTo(Size.of(4, 6));
    assertThat(crop.inInference()).contains(CenterCrop.of(4, 6));
    assertThat(RandomFlip.of(RandomFlip.Mode.HORIZONTAL).inInference()).isEmpty();
  }

  @Test
  void refusesWhatIsTooSmallOrHasOtherChannels() {
    Picture grey = new Picture(3, 3, 1);
    assertThatThrownBy(() -> RandomCrop.of(4, 2).apply(grey, RandomState.ofSeed(1)))
        .hasMessage(
            "RandomCrop: found pictures of 3x3 pixels, expected at least 4x2; make the image size"
                + " larger");
    assertThatThrownBy(() -> RandomHue.of(0.5).apply(grey, RandomState.ofSeed(1)))
        .hasMessage("RandomHue: found pictures of 1 channels, expected 3: red, green and blue");
  }

  private static double[] drawn(String written, ToDoubleFunction<Transformation> value) {
    PreprocessingLayer layer = (PreprocessingLayer) of(written);
    Picture picture = picture();
    RandomState random = RandomState.ofSeed(2);
    return DoubleStream.generate(() -> value.applyAsDouble(layer.draw(picture, random)))
        .limit(DRAWS)
        .toArray();
  }

  private static PictureAugmentation of(String written) {
    return (PictureAugmentation) Augmentations.REGISTRY.create(Notation.object(written));
  }

  private static Picture picture() {
    Picture picture = new Picture(10, 14, 3);
    Random random = new Random(1);
    for (int i = 0; i < picture.values().length; i++) {
      picture.values()[i] = random.nextInt(256);
    }
    return picture;
  }
}
