package dev.peaberry.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Notation;
import dev.peaberry.config.RandomState;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** AlexNet's colour noise. */
final class PcaColorNoiseTest {
  private static final List<List<Double>> AXES =
      List.of(List.of(1.0, 0.0, 0.0), List.of(0.0, 1.0, 0.0), List.of(0.0, 0.0, 1.0));

  private static Picture grey(int value) {
    Picture picture = new Picture(4, 5, 3);
    Arrays.fill(picture.values(), value);
    return picture;
  }

  private static float[] pixel(PcaColorNoise noise, int seed) {
    Picture picture = grey(128);
    noise.apply(picture, RandomState.ofSeed(seed));
    return Arrays.copyOf(picture.values(), 3);
  }

  @Test
  void addsTheSameColourToAllPixels() {
    Picture picture = grey(100);
    PcaColorNoise.of().apply(picture, RandomState.ofSeed(1));
    float[] values = picture.values();
    assertThat(values[0]).isNotEqualTo(100);
    for (int i = 3; i < values.length; i++) {
      assertThat(values[i]).isEqualTo(values[i % 3]);
    }
  }

  @Test
  void variesAlongEachComponentByAlphaTimesItsDeviation() {
    PcaColorNoise noise = PcaColorNoise.of().withComponents(List.of(50.0, 20.0, 0.0), AXES);
    double[] squares = new double[3];
    int draws = 20_000;
    IntStream.range(0, draws)
        .forEach(
            seed -> {
              float[] pixel = pixel(noise, seed);
              for (int i = 0; i < 3; i++) {
                squares[i] += Math.pow(pixel[i] - 128, 2) / draws;
              }
            });
    assertThat(Math.sqrt(squares[0])).isCloseTo(5, within(0.1));
    assertThat(Math.sqrt(squares[1])).isCloseTo(2, within(0.04));
    assertThat(squares[2]).isZero();
  }

  @Test
  void ofImageNetIsMostlyBrightness() {
    double most = 0;
    double apart = 0;
    for (int seed = 0; seed < 200; seed++) {
      float[] pixel = pixel(PcaColorNoise.of(), seed);
      most += Math.abs(pixel[0] + pixel[1] + pixel[2] - 3 * 128);
      apart += Math.abs(pixel[0] - pixel[2]);
    }
    assertThat(most).isGreaterThan(5 * apart);
  }

  @Test
  void staysWithinTheRangeOfPixels() {
    PcaColorNoise strong = PcaColorNoise.of().withAlpha(10);
    for (int seed = 0; seed < 20; seed++) {
      for (float value : pixel(strong, seed)) {
        assertThat(value).isBetween(0f, 255f);
      }
    }
  }

  /** Red twice as far as green, together; blue alone. */
  @Test
  void takesTheColoursOfPictures() {
    Random random = new Random(1);
    Picture picture = new Picture(50, 60, 3);
    for (int i = 0; i < picture.values().length; i += 3) {
      int together = random.nextInt(41) - 20;
      picture.values()[i] = 100 + 2 * together;
      picture.values()[i + 1] = 100 + together;
      picture.values()[i + 2] = 100 + random.nextInt(11) - 5;
    }
    PcaColorNoise noise =
        PcaColorNoise.of()
            .withAlpha(1)
            .withColorsOf(Standardization.featurewise().withRescale(0.5).fit(List.of(picture)));
    double along = 0;
    for (int seed = 0; seed < 2000; seed++) {
      float[] pixel = pixel(noise, seed);
      if (pixel[0] > 0 && pixel[0] < 255) {
        assertThat(pixel[0] - 128).isCloseTo(2 * (pixel[1] - 128), within(0.6f));
      }
      along += Math.pow(pixel[1] - 128, 2) / 2000;
    }
    assertThat(Math.sqrt(along)).isCloseTo(Math.sqrt((41 * 41 - 1) / 12.0), within(0.5));
  }

  @Test
  void isWrittenAsTheOthers() {
    assertThat(Augmentations.REGISTRY.create(Notation.object("pca_color_noise(alpha=0.2)")))
        .isEqualTo(PcaColorNoise.of().withAlpha(0.2));
  }

  @Test
  void wantsThreeComponents() {
    assertThatThrownBy(
            () ->
                Augmentations.REGISTRY.create(
                    Notation.object("pca_color_noise(components=[[1, 0], [0, 1]])")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("three lists of three numbers");
  }

  @Test
  void wantsColours() {
    assertThatThrownBy(() -> PcaColorNoise.of().apply(new Picture(2, 2, 1), RandomState.ofSeed(1)))
        .hasMessage("PcaColorNoise: found pictures of 1 channels, expected 3: red, green and blue");
  }
}
