package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private static int[] validating(Folds folds, int pictures) {
    return IntStream.range(0, pictures).map(folds::fold).toArray();
  }

  private static int[] sizes(Folds folds) {
    return IntStream.range(0, folds.count())
        .map(fold -> folds.split(fold).validation().size())
        .toArray();
  }

  private static int spread(int... counts) {
    return IntStream.of(counts).max().orElseThrow() - IntStream.of(counts).min().orElseThrow();
  }

  private static List<Folds> ofEachKind(ImageSource source, int count, long seed) {
    return List.of(
        Folds.shuffled(source, count, seed),
        Folds.stratified(source, count, seed),
        Folds.grouped(source, Groups.alone(source.size()), count, seed));
  }

  @Test
  void shufflesAsScikitLearnsKFold() {
    ImageSource source = TaggedSource.ofCounts(7, 3, 13);
    assertThat(validating(Folds.shuffled(source, 4, 7), 23))
        .containsExactly(1, 0, 0, 3, 3, 0, 1, 3, 2, 2, 2, 1, 0, 2, 2, 3, 1, 2, 1, 3, 0, 1, 0);
  }

  @Test
  void stratifiesAsScikitLearnsStratifiedKFold() {
    ImageSource source = TaggedSource.ofCounts(7, 3, 13);
    assertThat(validating(Folds.stratified(source, 3, 7), 23))
        .containsExactly(0, 2, 0, 2, 1, 0, 1, 0, 1, 2, 0, 0, 0, 1, 2, 0, 1, 1, 1, 2, 2, 2, 1);
  }

  @Test
  void stratifiesLabelsInAnyOrderAsScikitLearn() {
    ImageSource source = TaggedSource.ofLabels(2, 0, 1, 2, 2, 0, 1, 0, 2, 2, 1, 0, 0, 2);
    assertThat(validating(Folds.stratified(source, 4, 4242), 14))
        .containsExactly(2, 0, 3, 0, 1, 2, 0, 3, 1, 0, 1, 2, 1, 3);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPictureValidatesOnceAndTrainsOtherwise(long seed) {
    ImageSource source = TaggedSource.ofCounts(9, 14, 22);
    for (Folds folds : ofEachKind(source, 4, seed)) {
      List<String> validated = new ArrayList<>();
      for (int fold = 0; fold < 4; fold++) {
        Split split = folds.split(fold);
        List<String> own = names(split.validation());
        assertThat(names(split.training()))
            .hasSize(45 - own.size())
            .doesNotContainAnyElementsOf(own);
        validated.addAll(own);
      }
      assertThat(validated).hasSize(45).doesNotHaveDuplicates();
    }
  }

  private static List<String> names(ImageSource source) {
    return IntStream.range(0, source.size()).mapToObj(source::name).toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sizesDifferByOneAtMost(long seed) {
    ImageSource source = TaggedSource.ofCounts(9, 14, 2, 21 + (int) seed);
    for (Folds folds : ofEachKind(source, 5, seed)) {
      assertThat(spread(sizes(folds))).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachClassIsSpreadEvenly(long seed) {
    ImageSource source = TaggedSource.ofCounts(9, 14, 23);
    for (Folds folds : ofEachKind(source, 5, seed).subList(1, 3)) {
      for (int label = 0; label < 3; label++) {
        int[] counts = new int[5];
        for (int fold = 0; fold < 5; fold++) {
          counts[fold] = Labels.counts(folds.split(fold).validation())[label];
        }
        assertThat(spread(counts)).isLessThanOrEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noGroupStraddlesFolds(long seed) {
    ImageSource source = TaggedSource.drawn(3, 40, 9, seed);
    Groups groups = Groups.of(source);
    Folds folds = Folds.grouped(source, groups, 4, seed);
    Set<List<Integer>> homes = new HashSet<>();
    for (int picture = 0; picture < source.size(); picture++) {
      homes.add(List.of(groups.group(picture), folds.fold(picture)));
    }
    assertThat(homes).hasSize(groups.count());
    assertThat(spread(sizes(folds))).isLessThan(12);
  }

  @Test
  void theSeedAloneDecides() {
    ImageSource source = TaggedSource.ofCounts(20, 20);
    for (int kind = 0; kind < 3; kind++) {
      assertThat(validating(ofEachKind(source, 4, 1).get(kind), 40))
          .isEqualTo(validating(ofEachKind(source, 4, 1).get(kind), 40))
          .isNotEqualTo(validating(ofEachKind(source, 4, 2).get(kind), 40));
    }
  }

  @Test
  void moreFoldsThanPicturesAreRefused() {
    assertThatThrownBy(() -> Folds.shuffled(TaggedSource.ofCounts(2, 2), 5, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "Found 4 pictures for 5 folds, expected at least one for each; take fewer folds");
  }

  @Test
  void moreFoldsThanGroupsAreRefused() {
    ImageSource source = TaggedSource.ofCounts(4);
    Groups groups = Groups.listed(4, List.of(List.of(0, 1), List.of(2, 3)));
    assertThatThrownBy(() -> Folds.grouped(source, groups, 3, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Found 2 groups for 3 folds");
  }

  @Test
  void aClassOfOnePictureCannotBeStratified() {
    assertThatThrownBy(() -> Folds.stratified(TaggedSource.ofCounts(5, 1), 2, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Found 1 picture of class b");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 0, -3})
  void thereAreTwoFoldsAtLeast(int count) {
    assertThatThrownBy(() -> Folds.shuffled(TaggedSource.ofCounts(9), count, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 folds or more, found " + count);
  }

  @Test
  void thereIsNoFoldAfterTheLast() {
    assertThatThrownBy(() -> Folds.shuffled(TaggedSource.ofCounts(9), 3, 1).split(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Found fold 3, expected 0 to 2");
  }
}
