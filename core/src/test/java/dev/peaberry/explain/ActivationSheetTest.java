package dev.peaberry.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.image.Image;
import org.junit.jupiter.api.Test;

final class ActivationSheetTest {
  private static int rgb(Image image, int x) {
    byte[] pixels = image.pixels();
    int red = pixels[3 * x] & 0xff;
    int green = pixels[3 * x + 1] & 0xff;
    int blue = pixels[3 * x + 2] & 0xff;
    return red << 16 | green << 8 | blue;
  }

  @Test
  void showsTheStrongestMapsFirst() {
    FloatArray maps = new FloatArray(Shape.of(1, 1, 2, 3), new float[] {0, 9, 1, 0, 5, 3});
    Image sheet = ActivationSheet.of(maps, 2);
    assertThat(sheet.shape()).isEqualTo(Shape.of(1, 5, 3));
    assertThat(rgb(sheet, 0)).isEqualTo(HeatColours.rgb(1));
    assertThat(rgb(sheet, 1)).isEqualTo(HeatColours.rgb(0));
    assertThat(rgb(sheet, 3)).isEqualTo(HeatColours.rgb(0));
    assertThat(rgb(sheet, 4)).isEqualTo(HeatColours.rgb(1));
  }

  @Test
  void aMapThatIsTheSameEverywhereIsDark() {
    FloatArray maps = new FloatArray(Shape.of(1, 1, 2, 1), new float[] {4, 4});
    assertThat(rgb(ActivationSheet.of(maps, 16), 1)).isEqualTo(HeatColours.rgb(0));
  }
}
