package dev.peaberry.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.data.Scenes;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDetailsTest {
  private static final byte[] JPEG = Scenes.jpeg(Scenes.scene(1, 20, 30), 0.9f);

  @Test
  void tellsAColourPhoto() throws Exception {
    assertThat(ImageDetails.read(JPEG))
        .isEqualTo(
            new ImageDetails(new ImageHeader(ImageFormat.JPEG, 20, 30), Colours.RGB, 8, 1, false));
  }

  @Test
  void tellsAGreyPhoto() throws Exception {
    byte[] file = Scenes.jpeg(Scenes.grey(Scenes.scene(1, 20, 30)), 0.9f);
    assertThat(ImageDetails.read(file).colours()).isEqualTo(Colours.GREY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 8})
  void readsTheOrientationOfAPhoto(int orientation) throws Exception {
    assertThat(ImageDetails.read(Scenes.turned(JPEG, orientation)).orientation())
        .isEqualTo(orientation);
  }

  @Test
  void takesAnOrientationThatThereIsNotForUpright() throws Exception {
    assertThat(ImageDetails.read(Scenes.turned(JPEG, 77)).orientation()).isEqualTo(1);
  }

  @Test
  void tellsTransparency() throws Exception {
    byte[] file = png(BufferedImage.TYPE_INT_ARGB);
    assertThat(ImageDetails.read(file).colours()).isEqualTo(Colours.RGBA);
  }

  @Test
  void tellsSixteenBits() throws Exception {
    assertThat(ImageDetails.read(png(BufferedImage.TYPE_USHORT_GRAY)))
        .returns(Colours.GREY, ImageDetails::colours)
        .returns(16, ImageDetails::bits);
  }

  @Test
  void tellsAPalette() throws Exception {
    assertThat(ImageDetails.read(png(BufferedImage.TYPE_BYTE_INDEXED)).colours())
        .isEqualTo(Colours.PALETTE);
  }

  @Test
  void tellsAnAnimation() throws Exception {
    assertThat(ImageDetails.read(Scenes.animation(2)).animated()).isTrue();
  }

  @Test
  void tellsThatOneFrameIsNoAnimation() throws Exception {
    assertThat(ImageDetails.read(Scenes.animation(1)).animated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
  void neitherFailsNorHangsAnywhereInAFileThatEnds(String format) throws Exception {
    byte[] whole =
        format.equals("jpg") ? Scenes.turned(JPEG, 6) : Scenes.file(Scenes.scene(1, 9, 9), format);
    ImageHeader header = ImageHeader.read(whole);
    for (int length = whole.length; length > 0; length--) {
      byte[] start = Arrays.copyOf(whole, length);
      try {
        assertThat(ImageDetails.read(start).header()).isEqualTo(header);
      } catch (UndecodableImageException e) {
        assertThat(e).hasMessageNotContaining("\n");
      }
    }
  }

  private static byte[] png(int type) {
    return Scenes.file(new BufferedImage(10, 12, type), "png");
  }
}
