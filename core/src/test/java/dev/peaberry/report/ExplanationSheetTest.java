package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.explain.HeatColours;
import dev.peaberry.explain.Heatmap;
import dev.peaberry.image.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplanationSheetTest {
  private static final int PIXELS = 2;
  private static final int MIDDLE_OF_FIRST = (20 + 110) * PIXELS;
  private static final int MIDDLE_OF_SECOND = (20 + 220 + 16 + 110) * PIXELS;
  private static final int MIDDLE_ROW = (58 + 110) * PIXELS;

  @TempDir Path folder;

  private static Image plain(int height, int width, int channels, int level) {
    byte[] pixels = new byte[height * width * channels];
    Arrays.fill(pixels, (byte) level);
    return new Image(height, width, channels, pixels);
  }

  private BufferedImage written(ExplanationSheet sheet) throws IOException {
    Path file = folder.resolve("sheet.png");
    sheet.writePng(file);
    return ImageIO.read(file.toFile());
  }

  @Test
  void showsPicturesSideBySide() throws IOException {
    BufferedImage sheet =
        written(
            ExplanationSheet.of("dog.jpg", "explained: dog")
                .withPicture("picture", "", plain(30, 30, 3, 200))
                .withPicture("other", "", plain(30, 30, 3, 90)));
    assertThat(sheet.getRGB(MIDDLE_OF_FIRST, MIDDLE_ROW)).isEqualTo(0xffc8c8c8);
    assertThat(sheet.getRGB(MIDDLE_OF_SECOND, MIDDLE_ROW)).isEqualTo(0xff5a5a5a);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void laysHeatOverPicturesOfAnyChannels(int channels) throws IOException {
    Heatmap right = new Heatmap(1, 2, new float[] {0, 1});
    BufferedImage sheet =
        written(
            ExplanationSheet.of("dog.jpg", "")
                .withHeat("Grad-CAM", "", plain(40, 30, channels, 128), right));
    int hot = sheet.getRGB(MIDDLE_OF_FIRST + 100, MIDDLE_ROW);
    int cold = sheet.getRGB(MIDDLE_OF_FIRST - 100, MIDDLE_ROW);
    assertThat(hot >> 16 & 0xff).isGreaterThan((cold >> 16 & 0xff) + 100);
  }

  @Test
  void coloursGrowEvenlyLighter() {
    double before = -1;
    for (int i = 0; i <= 20; i++) {
      int rgb = HeatColours.rgb(i / 20.0);
      double light =
          0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff);
      assertThat(light).isGreaterThan(before);
      before = light;
    }
  }
}
