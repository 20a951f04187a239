package dev.peaberry.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowDecoderTest {
  private static final ImageResizer RESIZER = ImageResizer.to(9, 11);

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp"})
  void leavesNothingOfALargerPictureInASmallerOne(String format) throws Exception {
    RowDecoder rows = RowDecoder.of(ImageDecoder.of(ColorMode.RGB), RESIZER);
    assertThat(row(rows, noise(format, 40, 60), 3)).isEqualTo(alone(format, 40, 60, ColorMode.RGB));
    assertThat(row(rows, noise(format, 8, 13), 3)).isEqualTo(alone(format, 8, 13, ColorMode.RGB));
    assertThat(row(rows, noise(format, 9, 11), 3)).isEqualTo(alone(format, 9, 11, ColorMode.RGB));
  }

  @ParameterizedTest
  @EnumSource(ColorMode.class)
  void convertsToEveryMode(ColorMode mode) throws Exception {
    RowDecoder rows = RowDecoder.of(ImageDecoder.of(mode), RESIZER);
    assertThat(row(rows, noise("jpg", 30, 20), mode.channels()))
        .isEqualTo(alone("jpg", 30, 20, mode));
  }

  @Test
  void goesOnAfterADamagedPicture() throws Exception {
    RowDecoder rows = RowDecoder.of(ImageDecoder.of(ColorMode.RGB), RESIZER);
    byte[] whole = noise("jpg", 50, 50);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> row(rows, half, 3)).isInstanceOf(UndecodableImageException.class);
    assertThat(row(rows, noise("jpg", 12, 17), 3)).isEqualTo(alone("jpg", 12, 17, ColorMode.RGB));
  }

  @Test
  void reducesAsTheDecoderDoes() throws Exception {
    ImageDecoder decoder = ImageDecoder.of(ColorMode.RGB);
    byte[] file = noise("jpg", 100, 130);
    assertThat(row(RowDecoder.reduced(decoder, RESIZER), file, 3))
        .isEqualTo(RESIZER.resize(decoder.decodeReduced(file, 11)).pixels());
  }

  private static byte[] row(RowDecoder rows, byte[] file, int channels) throws Exception {
    byte[] target = new byte[9 * 11 * channels];
    rows.decodeInto(file, target, 0);
    return target;
  }

  private static byte[] alone(String format, int height, int width, ColorMode mode)
      throws Exception {
    return RESIZER.resize(ImageDecoder.of(mode).decode(noise(format, height, width))).pixels();
  }

  private static byte[] noise(String format, int height, int width) throws Exception {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }
}
