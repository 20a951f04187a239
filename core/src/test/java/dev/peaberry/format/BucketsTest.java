package dev.peaberry.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BucketsTest {
  @Test
  void haveOneWidthFromTheLeastToTheGreatest() {
    Buckets buckets = Buckets.of(new float[] {-3, 0, 12});
    assertThat(buckets.left(0)).isEqualTo(-3);
    assertThat(buckets.right(0)).isEqualTo(-2.5);
    assertThat(buckets.right(Buckets.COUNT - 1)).isEqualTo(12);
  }

  @Test
  void countWhatLiesInThem() {
    double[] counts = Buckets.of(new float[] {0, 0.5f, 1, 29.9f, 30}).counts();
    assertThat(counts[0]).isEqualTo(2);
    assertThat(counts[1]).isEqualTo(1);
    assertThat(counts[Buckets.COUNT - 1]).isEqualTo(2);
  }

  @Test
  void theLastHoldsWhatIsAllTheSame() {
    Buckets buckets = Buckets.of(new float[] {7, 7, 7});
    assertThat(buckets.left(0)).isEqualTo(7);
    assertThat(buckets.counts()[Buckets.COUNT - 1]).isEqualTo(3);
  }

  @Test
  void leaveOutWhatIsNotFinite() {
    Buckets buckets = Buckets.of(new float[] {Float.NaN, 1, Float.POSITIVE_INFINITY, 2});
    assertThat(buckets.greatest()).isEqualTo(2);
    assertThat(Arrays.stream(buckets.counts()).sum()).isEqualTo(2);
  }

  @Test
  void areEmptyWithoutNumbers() {
    Buckets buckets = Buckets.of(new float[] {Float.NaN});
    assertThat(buckets.right(3)).isZero();
    assertThat(Arrays.stream(buckets.counts()).sum()).isZero();
  }
}
