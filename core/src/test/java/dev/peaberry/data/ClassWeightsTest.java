package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassWeightsTest {
  @Test
  void balancesClassesAsScikitLearn() {
    assertThat(ClassWeights.balanced(TaggedSource.ofCounts(7, 3, 13)).weights())
        .containsExactly(1.0952380952380953, 2.5555555555555554, 0.5897435897435898);
  }

  @Test
  void theEffectiveNumberIsThatOfThePaper() {
    ClassWeights weights = ClassWeights.effective(TaggedSource.ofCounts(500, 50, 5), 0.99);
    double[] numbers = new double[3];
    double sum = 0;
    int[] counts = {500, 50, 5};
    for (int i = 0; i < 3; i++) {
      numbers[i] = (1 - Math.pow(0.99, counts[i])) / (1 - 0.99);
      sum += 1 / numbers[i];
    }
    for (int i = 0; i < 3; i++) {
      assertThat(weights.of(i)).isCloseTo(3 / numbers[i] / sum, within(1e-12));
    }
  }

  @Test
  void aBetaOfZeroWeighsAllClassesAlike() {
    assertThat(ClassWeights.effective(TaggedSource.ofCounts(500, 5), 0).weights())
        .containsExactly(1.0, 1.0);
  }

  @Test
  void aBetaNearOneWeighsAsTheInverseOfTheCounts() {
    ClassWeights weights =
        ClassWeights.effective(TaggedSource.ofCounts(300, 100), Math.nextDown(1.0));
    assertThat(weights.of(1) / weights.of(0)).isCloseTo(3, within(1e-9));
    assertThat(weights.of(0) + weights.of(1)).isCloseTo(2, within(1e-9));
  }

  @Test
  void aClassWithoutPicturesDoesNotCount() {
    assertThat(ClassWeights.effective(TaggedSource.ofCounts(9, 0, 9), 0.9).weights())
        .containsExactly(1.0, 0.0, 1.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, -0.1, 2, Double.NaN})
  void refusesABetaThatIsNone(double beta) {
    assertThatThrownBy(() -> ClassWeights.effective(TaggedSource.ofCounts(3), beta))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Beta is 0 or more and below 1, found " + beta);
  }
}
