package dev.peaberry.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast way of colour pictures beside the general one, which other pictures go. */
final class WarpTest {
  private static final int HEIGHT = 19;
  private static final int WIDTH = 23;
  private static final int CHANNELS = 3;

  private final Random random = new Random(5);

  @ParameterizedTest
  @EnumSource(Border.class)
  void movesAColourPictureAsEachOfItsChannels(Border border) {
    for (int i = 0; i < 50; i++) {
      Warp warp = transform(3).warp(HEIGHT, WIDTH, border, 7);
      Picture colours = noise(CHANNELS);
      float[] expected = byChannel(warp, colours);
      warp.apply(colours);
      assertThat(colours.values()).usingComparatorWithPrecision(1e-3f).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void isTheSameFarOutside(Border border) {
    Warp warp =
        new AffineTransform(0, 3e9, -3e9, 0, 1, 1)
            .warp(HEIGHT, WIDTH, border, 7)
            .with(Warp.Sampling.BILINEAR);
    Picture colours = noise(CHANNELS);
    float[] expected = byChannel(warp, colours);
    warp.apply(colours);
    assertThat(colours.values()).usingComparatorWithPrecision(1e-3f).containsExactly(expected);
  }

  @Test
  void aFlippedWarpIsAWarpAndAFlip() {
    Warp warp = transform(1).warp(HEIGHT, WIDTH, Border.NEAREST, 0);
    Picture both = noise(CHANNELS);
    Picture folded = new Picture(HEIGHT, WIDTH, CHANNELS);
    System.arraycopy(both.values(), 0, folded.values(), 0, both.values().length);
    warp.apply(both);
    Flips.horizontal(both);
    Flips.vertical(both);
    warp.flipped(HEIGHT, WIDTH, true, true).apply(folded);
    assertThat(folded.values()).usingComparatorWithPrecision(1e-3f).containsExactly(both.values());
  }

  @Test
  void movesAPictureOfOnePixel() {
    Picture pixel = new Picture(1, 1, CHANNELS);
    pixel.values()[1] = 9;
    transform(1).warp(1, 1, Border.NEAREST, 0).apply(pixel);
    assertThat(pixel.values()).containsExactly(0, 9, 0);
  }

  private AffineTransform transform(double sides) {
    return new AffineTransform(
        random.nextDouble() * 360,
        (random.nextDouble() - 0.5) * HEIGHT * sides,
        (random.nextDouble() - 0.5) * WIDTH * sides,
        random.nextDouble() * 30,
        0.3 + random.nextDouble(),
        0.3 + random.nextDouble());
  }

  private Picture noise(int channels) {
    Picture picture = new Picture(HEIGHT, WIDTH, channels);
    for (int i = 0; i < picture.values().length; i++) {
      picture.values()[i] = random.nextInt(256);
    }
    return picture;
  }

  private static float[] byChannel(Warp warp, Picture colours) {
    float[] result = new float[colours.values().length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      Picture grey = new Picture(HEIGHT, WIDTH, 1);
      for (int i = 0; i < grey.values().length; i++) {
        grey.values()[i] = colours.values()[i * CHANNELS + channel];
      }
      warp.apply(grey);
      for (int i = 0; i < grey.values().length; i++) {
        result[i * CHANNELS + channel] = grey.values()[i];
      }
    }
    return result;
  }
}
