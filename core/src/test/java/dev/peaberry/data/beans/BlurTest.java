package dev.peaberry.data.beans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlurTest {
  @Test
  void averagesTheSquareAroundAPoint() {
    float[] plane = new float[25];
    plane[12] = 9;
    float[] blurred = Blur.box(plane, 5, 1);
    assertThat(blurred[6]).isEqualTo(1);
    assertThat(blurred[18]).isEqualTo(1);
    assertThat(blurred[5]).isZero();
  }

  @Test
  void repeatsTheEdge() {
    assertThat(Blur.box(new float[] {3, 3, 3, 3}, 2, 4)).containsOnly(3);
  }

  @Test
  void changesNothingWithoutARadius() {
    assertThat(Blur.box(new float[] {1, 2, 3, 4}, 2, 0)).containsExactly(1, 2, 3, 4);
  }
}
