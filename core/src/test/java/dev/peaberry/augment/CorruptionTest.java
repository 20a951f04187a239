package dev.peaberry.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Seed;
import dev.peaberry.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with pictures, at five severities. */
class CorruptionTest {
  private static final Seed SEED = Seed.of(5);
  private static final int PICTURES = 6;

  /** Soft blobs and sharp stripes of several colours, as in photos. */
  private static Image picture(int number, int height, int width, int channels) {
    byte[] pixels = new byte[height * width * channels];
    for (int i = 0; i < pixels.length; i++) {
      int channel = i % channels;
      int pixel = i / channels;
      int row = pixel / width;
      double y = (double) row / height;
      double x = (double) (pixel % width) / width;
      double soft = Math.sin(7 * x + number + channel) * Math.cos(5 * y - number);
      double sharp = (int) (20 * (x + 0.6 * y) + number) % 2;
      pixels[i] = (byte) (int) (90 + 45 * soft + 40 * sharp);
    }
    return new Image(height, width, channels, pixels);
  }

  private static byte[] corrupted(Corruption corruption, int severity, Image image, int index) {
    Picture picture = Picture.of(image);
    corruption.apply(picture, severity, corruption.random(SEED, index));
    byte[] pixels = new byte[image.pixels().length];
    picture.store(pixels, 0);
    return pixels;
  }

  private static double distance(Corruption corruption, int severity, int side) {
    double sum = 0;
    for (int number = 0; number < PICTURES; number++) {
      Image clean = picture(number, side, side, 3);
      byte[] changed = corrupted(corruption, severity, clean, number);
      for (int i = 0; i < changed.length; i++) {
        sum += Math.abs((changed[i] & 0xff) - (clean.pixels()[i] & 0xff));
      }
    }
    return sum / PICTURES / side / side / 3;
  }

  static Stream<Object[]> kindsAndSides() {
    return Stream.of(Corruption.values())
        .flatMap(kind -> Stream.of(32, 96).map(side -> new Object[] {kind, side}));
  }

  @ParameterizedTest
  @MethodSource("kindsAndSides")
  void takesPicturesFartherAwayTheSevererItIs(Corruption corruption, int side) {
    List<Double> distances = new ArrayList<>(List.of(0.0));
    IntStream.rangeClosed(1, Corruption.SEVERITIES)
        .forEach(severity -> distances.add(distance(corruption, severity, side)));
    assertThat(distances).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Corruption.class)
  void isTheSameForASeed(Corruption corruption) {
    Image image = picture(1, 24, 40, 3);
    assertThat(corrupted(corruption, 3, image, 7)).isEqualTo(corrupted(corruption, 3, image, 7));
  }

  @ParameterizedTest
  @EnumSource(
      value = Corruption.class,
      names = {"GAUSSIAN_NOISE", "SHOT_NOISE", "IMPULSE_NOISE", "MOTION_BLUR"})
  void isAnotherForEachPicture(Corruption corruption) {
    Image image = picture(1, 24, 40, 3);
    assertThat(corrupted(corruption, 3, image, 7)).isNotEqualTo(corrupted(corruption, 3, image, 8));
  }

  @ParameterizedTest
  @EnumSource(Corruption.class)
  void changesGreyPicturesToo(Corruption corruption) {
    Image image = picture(2, 48, 40, 1);
    assertThat(corrupted(corruption, 5, image, 0)).isNotEqualTo(image.pixels());
  }

  @ParameterizedTest
  @EnumSource(Corruption.class)
  void bearsAPictureOfOnePixel(Corruption corruption) {
    assertThat(corrupted(corruption, 5, picture(0, 1, 1, 3), 0)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 6})
  void hasFiveSeverities(int severity) {
    assertThatThrownBy(() -> Corruption.JPEG.strength(severity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Found the severity " + severity + ", expected 1 to 5");
  }

  @ParameterizedTest
  @EnumSource(
      value = Corruption.class,
      names = {"GAUSSIAN_BLUR", "MOTION_BLUR", "ROTATION", "SCALE", "PIXELATE", "CONTRAST"})
  void leavesAPictureOfOneColourAsItIs(Corruption corruption) {
    byte[] pixels = new byte[30 * 20 * 3];
    java.util.Arrays.fill(pixels, (byte) 120);
    assertThat(corrupted(corruption, 5, new Image(30, 20, 3, pixels), 0)).isEqualTo(pixels);
  }
}
