package dev.peaberry.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.image.Image;
import dev.peaberry.image.Png;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FilterSheetTest {
  private static final int BLACK = 0xff000000;

  private static BufferedImage drawn(Shape shape, float... weights) throws IOException {
    Image sheet = FilterSheet.of(new FloatArray(shape, weights));
    return ImageIO.read(new ByteArrayInputStream(Png.of(sheet)));
  }

  @Test
  void showsGreyFiltersSideBySideWithALineBetween() throws IOException {
    BufferedImage picture = drawn(Shape.of(1, 2, 1, 2), -1, 1, 1, -1);
    assertThat(picture.getWidth()).isEqualTo(5);
    assertThat(picture.getRGB(0, 0, 5, 1, null, 0, 5)).containsExactly(BLACK, -1, BLACK, -1, BLACK);
  }

  @Test
  void showsFiltersOfSeveralRowsAsTheyAre() throws IOException {
    BufferedImage picture = drawn(Shape.of(2, 2, 1, 2), 1, 0, 0, 0, 0, 0, 0, 1);
    assertThat(picture.getRGB(0, 0)).isEqualTo(-1);
    assertThat(picture.getRGB(4, 1)).isEqualTo(-1);
    assertThat(picture.getRGB(1, 1)).isEqualTo(BLACK);
  }

  @Test
  void showsTheThreeChannelsOfAPictureAsColours() throws IOException {
    assertThat(drawn(Shape.of(1, 1, 3, 1), 2, 0, 1).getRGB(0, 0)).isEqualTo(0xffff0080);
  }

  @Test
  void showsWeightsThatAreAllTheSameInBlack() throws IOException {
    assertThat(drawn(Shape.of(1, 1, 1, 1), Float.NaN).getRGB(0, 0)).isEqualTo(BLACK);
  }

  @Test
  void theFirstAreThoseOfTheFirstConvolution() {
    assertThat(FilterSheet.first(ExplainedModels.convolutional(2, Activation.SOFTMAX)))
        .contains("first/kernel");
  }

  @Test
  void thereAreNoneWithoutAConvolution() {
    assertThat(FilterSheet.first(ExplainedModels.dense())).isEmpty();
  }

  @Test
  void cannotShowFiltersThatLookAtOtherLayers() {
    assertThat(FilterSheet.canShow(Shape.of(3, 3, 16, 8))).isFalse();
    assertThat(FilterSheet.canShow(Shape.of(64, 10))).isFalse();
  }
}
