package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Six examples of two classes, reckoned by hand.
 *
 * <pre>
 * label  cat   dog
 * cat    0.9   0.1   cat: at least (0.9 + 0.8 + 0.1) / 3 = 0.6
 * cat    0.8   0.2
 * cat    0.1   0.9   dog: at least (0.7 + 0.9 + 0.2) / 3 = 0.6
 * dog    0.3   0.7
 * dog    0.1   0.9
 * dog    0.8   0.2
 * </pre>
 */
class ConfidentLearningTest {
  private final ConfidentLearning found =
      ConfidentLearning.of(
          scores(
              List.of(0, 0, 0, 1, 1, 1),
              new float[][] {
                {0.9f, 0.1f}, {0.8f, 0.2f}, {0.1f, 0.9f}, {0.3f, 0.7f}, {0.1f, 0.9f}, {0.8f, 0.2f}
              }));

  private static ClassScores scores(List<Integer> labels, float[][] probabilities) {
    List<ClassScores.Example> examples = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      List<Float> row = new ArrayList<>();
      for (float probability : probabilities[i]) {
        row.add(probability);
      }
      examples.add(new ClassScores.Example(i + ".jpg", labels.get(i), row));
    }
    List<String> names = List.of("cat", "dog", "owl").subList(0, probabilities[0].length);
    return new ClassScores(names, examples);
  }

  @Test
  void aThresholdIsTheMeanProbabilityThatAClassGivesItsOwn() {
    assertThat(found.thresholds().get(0)).isCloseTo(0.6, within(1e-7));
    assertThat(found.thresholds().get(1)).isCloseTo(0.6, within(1e-7));
  }

  @Test
  void theConfidentJointCountsWhatIsAboveTheThreshold() {
    assertThat(found.joint()).containsExactly(List.of(2L, 1L), List.of(1L, 2L));
  }

  @Test
  void whatIsOffTheDiagonalIsDoubtfulTheWorstFirst() {
    assertThat(found.issues()).extracting(ConfidentLearning.Issue::index).containsExactly(2, 5);
    assertThat(found.issues().get(0).suggested()).isEqualTo(1);
    assertThat(found.issues().get(0).margin()).isCloseTo(-0.8, within(1e-7));
    assertThat(found.issues().get(1).margin()).isCloseTo(-0.6, within(1e-7));
  }

  /** The threshold of cat is 0.55, so the second and third example are counted nowhere. */
  @Test
  void anExampleThatIsConfidentlyNothingIsNotCounted() {
    ConfidentLearning unsure =
        ConfidentLearning.of(
            scores(
                List.of(0, 0, 1, 1),
                new float[][] {
                  {0.7f, 0.2f, 0.1f}, {0.4f, 0.3f, 0.3f}, {0.4f, 0.5f, 0.1f}, {0.1f, 0.9f, 0}
                }));
    assertThat(unsure.joint())
        .containsExactly(List.of(1L, 0L, 0L), List.of(0L, 1L, 0L), List.of(0L, 0L, 0L));
    assertThat(unsure.issues()).isEmpty();
  }

  @Test
  void aClassWithoutExamplesIsSuggestedToNobody() {
    assertThat(
            ConfidentLearning.of(
                    scores(List.of(0, 1), new float[][] {{0.1f, 0, 0.9f}, {0.1f, 0, 0.9f}}))
                .issues())
        .extracting(ConfidentLearning.Issue::suggested)
        .doesNotContain(2);
  }

  /** Of cat at least 0.8, of dog at least 0.3: the second is counted under dog, but is a cat. */
  @Test
  void anExampleThatIsMostProbablyOfItsOwnClassIsNoIssue() {
    ConfidentLearning lenient =
        ConfidentLearning.of(
            scores(List.of(0, 0, 1), new float[][] {{1, 0}, {0.6f, 0.4f}, {0.7f, 0.3f}}));
    assertThat(lenient.joint().get(0)).containsExactly(1L, 1L);
    assertThat(lenient.issues()).isEmpty();
  }

  @Test
  void refusesNothing() {
    ClassScores none = new ClassScores(List.of("cat", "dog"), List.of());
    assertThatThrownBy(() -> ConfidentLearning.of(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }
}
