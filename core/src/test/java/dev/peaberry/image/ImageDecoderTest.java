package dev.peaberry.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.data.Scenes;
import dev.peaberry.engine.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final ImageDecoder RGB = ImageDecoder.of(ColorMode.RGB);

  @Test
  void saysThatAnEmptyFileIsEmpty() {
    assertThatThrownBy(() -> RGB.decode(new byte[0]))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessage("the file is empty");
  }

  @Test
  void saysThatTextIsNoPicture() {
    assertThatThrownBy(() -> RGB.decode("hello, world".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("not a picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void saysThatATruncatedFileIsDamaged(String format) throws Exception {
    byte[] whole = file(format);
    assertThatThrownBy(() -> RGB.decode(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void refusesAnyBeginningOfAFileWithoutCrashing(String format) throws Exception {
    byte[] whole = file(format);
    for (int length = 0; length < Math.min(64, whole.length); length++) {
      byte[] start = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> RGB.decode(start)).isInstanceOf(UndecodableImageException.class);
    }
  }

  @Test
  void reducesAJpegWhileBothSidesKeepEnoughPixels() throws Exception {
    byte[] file = Scenes.jpeg(Scenes.scene(1, 130, 260), 0.9f);
    assertThat(RGB.decodeReduced(file, 64).shape()).isEqualTo(Shape.of(65, 130, 3));
  }

  @Test
  void findsDamageWhileReducing() {
    byte[] file = Scenes.jpeg(Scenes.scene(1, 400, 400), 0.9f);
    assertThatThrownBy(() -> RGB.decodeReduced(Arrays.copyOf(file, file.length - 1000), 32))
        .isInstanceOf(UndecodableImageException.class);
  }

  @Test
  void refusesABombByItsHeader() {
    byte[] bomb = pngHeader(50_000, 50_000);
    assertThatThrownBy(() -> RGB.decode(bomb))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("50000 x 50000 pixels, more than the limit of 178956970");
  }

  @Test
  void refusesAGifWhoseFrameIsLargerThanItsScreen() throws Exception {
    byte[] gif = file("gif");
    int frame = indexOf(gif, (byte) 0x2c);
    Arrays.fill(gif, frame + 5, frame + 9, (byte) 0xff);
    assertThatThrownBy(() -> RGB.decode(gif))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("65535 x 65535 pixels");
  }

  @Test
  void refusesWhatIsAboveAChosenLimit() throws Exception {
    byte[] png = file("png");
    assertThatThrownBy(() -> RGB.withPixelLimit(20 * 30 - 1).decode(png))
        .isInstanceOf(UndecodableImageException.class)
        .hasMessageContaining("30 x 20 pixels");
    assertThat(RGB.withPixelLimit(20 * 30).decode(png).height()).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource(ColorMode.class)
  void givesTheChannelsOfTheColorModeForEveryFormat(ColorMode mode) throws Exception {
    for (String format : new String[] {"png", "jpg", "bmp", "gif"}) {
      Image image = ImageDecoder.of(mode).decode(file(format));
      assertThat(image.shape().toArray()).as(format).containsExactly(20, 30, mode.channels());
    }
  }

  @Test
  void fillsAMissingAlphaWithOpaque() throws Exception {
    Image image = ImageDecoder.of(ColorMode.RGBA).decode(file("jpg"));
    assertThat(image.pixels()[3] & 0xff).isEqualTo(255);
  }

  @Test
  void readsABitmapsPalette() throws Exception {
    BufferedImage indexed = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_INDEXED);
    indexed.setRGB(1, 2, 0xff3300);
    Image image = RGB.decode(encode(indexed, "bmp"));
    int at = (2 * 4 + 1) * 3;
    assertThat(new int[] {image.pixels()[at] & 0xff, image.pixels()[at + 1] & 0xff})
        .containsExactly(0xff, 0x33);
  }

  @Test
  void readsTheAlphaBesideLossyWebPColours() throws Exception {
    // 4 x 4 pixels of one colour whose opacities are 7, 16, 32, 48, ... 240, made with libwebp.
    byte[] webp =
        Base64.getDecoder()
            .decode(
                "UklGRmYAAABXRUJQVlA4WAoAAAAQAAAAAwAAAwAAQUxQSBEAAAAABxAgMEBQYHCAkKCwwNDg8ABWUDgg"
                    + "LgAAAPABAJ0BKgQABAABQCYloAJ0ugH4AATIAAD+rhf/NgQM0Ppg/9Js8TZ4mz45gAA=");
    Image image = ImageDecoder.of(ColorMode.RGBA).decode(webp);
    assertThat(Arrays.copyOf(image.pixels(), 8))
        .containsExactly((byte) 201, 100, 48, 7, (byte) 201, 100, 48, 16);
    assertThat(image.pixels()[63]).isEqualTo((byte) 240);
  }

  private static byte[] file(String format) throws IOException {
    BufferedImage picture = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 30; x++) {
        picture.setRGB(x, y, ((x * 8) << 16) | ((y * 12) << 8) | ((x * y * 7) & 0xff));
      }
    }
    return encode(picture, format);
  }

  private static byte[] encode(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(33);
    file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'}).putInt(13);
    byte[] chunk =
        ByteBuffer.allocate(17)
            .putInt(0x49484452)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return file.put(chunk).putInt((int) crc.getValue()).array();
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    int at = 13 + 3 * (2 << (bytes[10] & 7));
    while (bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
