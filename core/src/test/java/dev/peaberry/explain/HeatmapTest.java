package dev.peaberry.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class HeatmapTest {
  private static Heatmap map(float... values) {
    return new Heatmap(2, values.length / 2, values);
  }

  @Test
  void theGreatestOfASmallMapIsOne() {
    assertThat(map(0, 2, 4, 1).normalised()).isEqualTo(map(0, 0.5f, 1, 0.25f));
  }

  @Test
  void whatSpeaksAgainstTheClassIsNotShown() {
    assertThat(map(-3, 2, 4, -1).normalised()).isEqualTo(map(0, 0.5f, 1, 0));
  }

  @Test
  void aMapWithNothingStaysDark() {
    assertThat(map(-3, 0, -4, -1).normalised()).isEqualTo(map(0, 0, 0, 0));
  }

  @Test
  void onePixelOfAThousandDoesNotDimTheOthers() {
    float[] values = new float[1000];
    Arrays.fill(values, 1);
    values[500] = 1000;
    assertThat(map(values).normalised().values()).containsOnly(1);
  }

  @Test
  void fewPixelsAboveNothingAreSeen() {
    float[] values = new float[1000];
    values[500] = 3;
    assertThat(map(values).normalised().values()[500]).isEqualTo(1);
  }

  @Test
  void growsBetweenTheMiddlesOfItsPlaces() {
    assertThat(map(0, 4, 0, 4).resized(2, 4).values())
        .containsExactly(new float[] {0, 1, 3, 4, 0, 1, 3, 4}, within(1e-6f));
  }

  @Test
  void refusesAnotherNumberOfValues() {
    assertThatThrownBy(() -> new Heatmap(2, 3, new float[5]))
        .hasMessage("A map of 2 x 3 has as many values, found 5");
  }
}
