package dev.peaberry.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the golden values of a few small pictures cannot show. */
class ImageResizerTest {
  /** Heights and widths of a picture and of its result, with the smallest among them. */
  static Stream<int[]> sizes() {
    Stream<int[]> smallest =
        Stream.of(new int[] {2, 2, 5, 3}, new int[] {1, 3, 4, 4}, new int[] {2, 2, 1, 1});
    Random random = new Random(3);
    return Stream.concat(
        smallest,
        Stream.generate(
                () -> random.ints(4, 1, 90).map(side -> Math.max(1, side - random.nextInt(60))))
            .limit(40)
            .map(sides -> sides.toArray()));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void roundsToTheNearestWholeNumber(int[] sides) {
    Image image = noise(sides[0], sides[1]);
    ImageResizer resizer = ImageResizer.to(sides[2], sides[3]);
    float[] exact = resizer.resizeToFloat(image).data();
    byte[] rounded = resizer.resize(image).pixels();
    for (int i = 0; i < exact.length; i++) {
      assertThat((float) (rounded[i] & 0xff))
          .as("value %d", i)
          .isCloseTo(exact[i], within(0.5005f));
    }
  }

  @ParameterizedTest
  @EnumSource(AspectRatio.class)
  void writesNothingOutsideItsPlace(AspectRatio aspectRatio) {
    ImageResizer resizer = ImageResizer.to(7, 9).withAspectRatio(aspectRatio);
    Image image = noise(20, 31);
    byte[] target = new byte[7 * 9 * 3 + 20];
    Arrays.fill(target, (byte) 77);
    resizer.resizeInto(image, target, 10);
    assertThat(Arrays.copyOfRange(target, 10, target.length - 10))
        .isEqualTo(resizer.resize(image).pixels());
    assertThat(Arrays.copyOf(target, 10)).containsOnly(77);
    assertThat(Arrays.copyOfRange(target, target.length - 10, target.length)).containsOnly(77);
  }

  @Test
  void clampsWhatACubicOfTwoPixelsOvershoots() {
    Image image = new Image(2, 2, 3, new byte[] {0, 0, 0, -1, -1, -1, 0, 0, 0, -1, -1, -1});
    byte[] pixels =
        ImageResizer.to(2, 16).withInterpolation(Interpolation.BICUBIC).resize(image).pixels();
    assertThat(pixels[0]).isZero();
    assertThat(pixels[pixels.length - 1]).isEqualTo((byte) 255);
  }

  private static Image noise(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    new Random(height * 100L + width).nextBytes(pixels);
    return new Image(height, width, 3, pixels);
  }
}
