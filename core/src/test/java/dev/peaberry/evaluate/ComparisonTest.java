package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final List<String> CLASSES = List.of("cat", "dog");

  private static ClassScores.Example example(String path, int label, double ofDog) {
    return new ClassScores.Example(path, label, List.of((float) (1 - ofDog), (float) ofDog));
  }

  private static ClassScores scores(ClassScores.Example... examples) {
    return new ClassScores(CLASSES, Arrays.asList(examples));
  }

  private final ClassScores first =
      scores(example("a", 0, 0.1), example("b", 1, 0.9), example("c", 1, 0.8), example("d", 0, 0));
  private final ClassScores second =
      scores(example("c", 1, 0.3), example("b", 1, 0.2), example("a", 0, 0.6), example("e", 0, 0));

  @Test
  void takesThePicturesThatAllWereJudgedOn() {
    assertThat(Comparison.of(List.of(first, second)).pictures())
        .extracting(Comparison.Picture::path)
        .containsExactly("a", "b", "c");
  }

  @Test
  void countsWhoIsRight() {
    Comparison comparison = Comparison.of(List.of(first, second));
    assertThat(comparison.right(0)).isEqualTo(3);
    assertThat(comparison.accuracy(1)).isZero();
    assertThat(comparison.test(0, 1)).isEqualTo(new McNemar(3, 0));
  }

  @Test
  void tellsTheSurestMistakesFirst() {
    assertThat(Comparison.of(List.of(first, second)).onlyRight(0, 1))
        .extracting(Comparison.Picture::path)
        .containsExactly("b", "c", "a");
  }

  @Test
  void comparesEachPairOnce() {
    assertThat(Comparison.of(List.of(first, second, first)).pairs())
        .extracting(pair -> List.of(pair.first(), pair.second()))
        .containsExactly(List.of(0, 1), List.of(0, 2), List.of(1, 2));
  }

  @Test
  void understandsClassesInAnotherOrder() {
    ClassScores swapped =
        new ClassScores(
            List.of("dog", "cat"), List.of(new ClassScores.Example("a", 1, List.of(0.2f, 0.8f))));
    Comparison.Picture picture = Comparison.of(List.of(first, swapped)).pictures().get(0);
    assertThat(picture.answers().get(1)).isEqualTo(new Comparison.Answer(0, 0.8f));
  }

  @Test
  void leavesOutPicturesOfAnotherClassElsewhere() {
    ClassScores corrected = scores(example("a", 1, 0.9), example("b", 1, 0.9));
    Comparison comparison = Comparison.of(List.of(first, corrected));
    assertThat(comparison.relabelled()).isEqualTo(1);
    assertThat(comparison.pictures()).hasSize(1);
  }

  @Test
  void refusesWhatHasNoPictureInCommon() {
    assertThatThrownBy(() -> Comparison.of(List.of(first, scores(example("z", 0, 0)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Found no picture that all 2 were judged on");
  }

  @Test
  void refusesOtherClasses() {
    ClassScores other =
        new ClassScores(
            List.of("cat", "cow"), List.of(new ClassScores.Example("a", 0, List.of(1f, 0f))));
    assertThatThrownBy(() -> Comparison.of(List.of(first, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[cat, dog] and [cat, cow]");
  }
}
