package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.data.TaggedSource.Tags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stratified and grouped splits. */
class CarefulSplitTest {
  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  private static Set<String> names(ImageSource source) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < source.size(); i++) {
      names.add(source.name(i));
    }
    return names;
  }

  private static void assertComplete(Split split, ImageSource whole) {
    Set<String> both = names(split.training());
    both.addAll(names(split.validation()));
    assertThat(both).isEqualTo(names(whole));
    assertThat(split.training().size() + split.validation().size()).isEqualTo(whole.size());
  }

  private static Set<String> groups(ImageSource source) {
    Set<String> groups = new HashSet<>();
    for (int i = 0; i < source.size(); i++) {
      groups.add(source.group(i).orElseThrow());
    }
    return groups;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aStratifiedSplitHasEveryPictureOnce(long seed) {
    ImageSource source = TaggedSource.ofCounts(7, 40, 3, 2, 55);
    assertComplete(Split.stratified(source, 0.25, seed), source);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aStratifiedSplitTakesItsShareOfEachClass(long seed) {
    int[] counts = {70 + (int) seed, 400, 33, 25, 551};
    double share = 0.05 + seed * 0.02;
    int[] validation =
        Labels.counts(Split.stratified(TaggedSource.ofCounts(counts), share, seed).validation());
    for (int label = 0; label < counts.length; label++) {
      assertThat(validation[label] - share * counts[label]).isBetween(-1.0, 1.0);
    }
    assertThat(IntStream.of(validation).sum())
        .isEqualTo((int) Math.round(share * IntStream.of(counts).sum()));
  }

  @Test
  void aStratifiedSplitHasEachClassOnBothSides() {
    Split split = Split.stratified(TaggedSource.ofCounts(2, 3, 100), 0.01, 5);
    assertThat(Labels.counts(split.validation())).containsExactly(1, 1, 1);
    assertThat(
            Labels.counts(Split.stratified(TaggedSource.ofCounts(2, 3, 100), 0.99, 5).training()))
        .containsExactly(1, 1, 1);
  }

  @Test
  void theSeedAloneDecidesAStratifiedSplit() {
    ImageSource source = TaggedSource.ofCounts(30, 20);
    assertThat(names(Split.stratified(source, 0.3, 1).validation()))
        .isEqualTo(names(Split.stratified(source, 0.3, 1).validation()))
        .isNotEqualTo(names(Split.stratified(source, 0.3, 2).validation()));
  }

  @Test
  void aClassOfOnePictureCannotBeStratified() {
    assertThatThrownBy(() -> Split.stratified(TaggedSource.ofCounts(5, 1), 0.2, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Found 1 picture of class b, expected at least 2");
  }

  @Test
  void aClassWithoutPicturesDoesNotHinder() {
    Split split = Split.stratified(TaggedSource.ofCounts(10, 0, 10), 0.2, 1);
    assertThat(Labels.counts(split.validation())).containsExactly(2, 0, 2);
  }

  @Test
  void picturesOfSeveralClassesAreStratifiedByAllOfThem() {
    List<Tags> pictures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      List<Integer> labels = i % 10 == 0 ? List.of(0, 2) : i % 2 == 0 ? List.of(0, 1) : List.of(1);
      pictures.add(new Tags(labels, Optional.empty()));
    }
    ImageSource source = new TaggedSource(List.of("a", "b", "c"), pictures);
    Split split = Split.stratified(source, 0.2, 3);
    assertComplete(split, source);
    assertThat(Labels.counts(split.validation())).containsExactly(20, 36, 4);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noGroupStraddlesAGroupedSplit(long seed) {
    ImageSource source = TaggedSource.drawn(3, 30, 12, seed);
    Split split = Split.grouped(source, Groups.of(source), 0.25, seed);
    assertComplete(split, source);
    assertThat(groups(split.training())).doesNotContainAnyElementsOf(groups(split.validation()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aGroupedSplitComesNearItsShareOfEachClass(long seed) {
    ImageSource source = TaggedSource.drawn(4, 120, 10, seed);
    int[] all = Labels.counts(source);
    int[] validation =
        Labels.counts(Split.grouped(source, Groups.of(source), 0.2, seed).validation());
    for (int label = 0; label < all.length; label++) {
      assertThat(validation[label] / (double) all[label]).isBetween(0.16, 0.24);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void picturesThatAreAloneAreSplitByShare(long seed) {
    ImageSource source = TaggedSource.ofCounts(70, 31, 12);
    Split split = Split.grouped(source, Groups.alone(source.size()), 0.2, seed);
    assertThat(Labels.counts(split.validation())).containsExactly(14, 6, 2);
  }

  @Test
  void theSeedAloneDecidesAGroupedSplit() {
    ImageSource source = TaggedSource.drawn(3, 40, 5, 1);
    Groups groups = Groups.of(source);
    assertThat(names(Split.grouped(source, groups, 0.3, 1).validation()))
        .isEqualTo(names(Split.grouped(source, groups, 0.3, 1).validation()))
        .isNotEqualTo(names(Split.grouped(source, groups, 0.3, 2).validation()));
  }

  @Test
  void twoGroupsAreOneForEachSide() {
    ImageSource source = TaggedSource.ofCounts(10);
    Groups halves = Groups.listed(10, List.of(List.of(0, 1, 2, 3, 4), List.of(5, 6, 7, 8, 9)));
    Split split = Split.grouped(source, halves, 0.1, 1);
    assertThat(split.training().size()).isEqualTo(5);
    assertThat(split.validation().size()).isEqualTo(5);
  }

  @Test
  void aClassInOneGroupCannotBeDivided() {
    ImageSource source = TaggedSource.ofCounts(4, 3);
    Groups groups = Groups.listed(7, List.of(List.of(4, 5, 6)));
    assertThatThrownBy(() -> Split.grouped(source, groups, 0.2, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Found all 3 pictures of class b in one group");
  }

  @Test
  void groupsOfOtherPicturesAreRefused() {
    ImageSource source = TaggedSource.ofCounts(4, 3);
    assertThatThrownBy(() -> Split.grouped(source, Groups.alone(6), 0.2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Found groups of 6 pictures, expected 7 as in the source");
  }
}
