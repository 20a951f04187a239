package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.engine.UInt8Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassSamplingTest {
  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private static int[] draw(ImageSource source, ClassSampling sampling, long seed) {
    return sampling.draw(source, Seeds.random(seed, 0));
  }

  private static int[] classCounts(ImageSource source, int[] order) {
    return Labels.counts(new Subset(source, order));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void balancedShowsAllClassesAlike(long seed) {
    ImageSource source = TaggedSource.ofCounts(80, 17, 3);
    assertThat(classCounts(source, draw(source, ClassSampling.balanced(), seed)))
        .satisfies(counts -> assertThat(counts).containsOnly(33, 34))
        .satisfies(counts -> assertThat(IntStream.of(counts).sum()).isEqualTo(100));
  }

  @Test
  void theSquareRootIsBetween() {
    ImageSource source = TaggedSource.ofCounts(64, 16);
    assertThat(classCounts(source, draw(source, ClassSampling.squareRoot(), 1)))
        .containsExactly(53, 27);
  }

  @Test
  void aPowerOfOneShowsEachPictureOnce() {
    ImageSource source = TaggedSource.ofCounts(80, 17, 3);
    assertThat(draw(source, new ClassSampling(1), 1))
        .containsExactlyInAnyOrder(IntStream.range(0, 100).toArray());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPictureOfAClassComesEquallyOftenUpToOne(long seed) {
    ImageSource source = TaggedSource.ofCounts(80, 17, 3);
    int[] times = new int[100];
    for (int index : draw(source, ClassSampling.balanced(), seed)) {
      times[index]++;
    }
    for (int label = 0; label < 3; label++) {
      int wanted = label;
      var ofClass =
          IntStream.range(0, 100)
              .filter(i -> source.label(i) == wanted)
              .map(i -> times[i])
              .summaryStatistics();
      assertThat(ofClass.getMax() - ofClass.getMin()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aClassWithoutPicturesIsLeftOut() {
    ImageSource source = TaggedSource.ofCounts(10, 0, 4);
    assertThat(classCounts(source, draw(source, ClassSampling.balanced(), 1)))
        .containsExactly(7, 0, 7);
  }

  @Test
  void aPictureOfSeveralClassesIsOneOfTheRarest() {
    List<TaggedSource.Tags> pictures = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pictures.add(new TaggedSource.Tags(i < 4 ? List.of(0, 1) : List.of(0), Optional.empty()));
    }
    ImageSource source = new TaggedSource(List.of("a", "b"), pictures);
    assertThat(classCounts(source, draw(source, ClassSampling.balanced(), 1)))
        .containsExactly(40, 20);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAPowerThatIsNone(double power) {
    assertThatThrownBy(() -> new ClassSampling(power))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The power of a sampling is 0 to 1, found " + power);
  }

  private static List<Integer> epoch(ImagePipeline pipeline, int epoch) {
    List<Integer> levels = new ArrayList<>();
    try (Batches batches = pipeline.open(epoch)) {
      while (batches.hasNext()) {
        UInt8Array pixels = (UInt8Array) batches.next().inputs().get(0);
        for (int i = 0; i < pixels.data().length; i += 3) {
          levels.add(pixels.data()[i] & 0xff);
        }
      }
    }
    return levels;
  }

  private static ImagePipeline pipeline(long seed) {
    int[] labels = IntStream.range(0, 60).map(i -> i < 50 ? 0 : 1).toArray();
    return ImagePipeline.of(new ListedSource(List.of("many", "few"), labels))
        .withImageSize(1, 1)
        .withBatchSize(8)
        .withSampling(ClassSampling.balanced(), seed);
  }

  @Test
  void anEpochKeepsItsLength() {
    assertThat(epoch(pipeline(1), 0)).hasSize(60);
    assertThat(pipeline(1).batches()).isEqualTo(8);
  }

  @Test
  void anEpochShowsRareClassesAsOftenAsOthers() {
    assertThat(epoch(pipeline(1), 0).stream().filter(level -> level >= 50)).hasSize(30);
  }

  @Test
  void theOrderDependsOnSeedAndEpochAlone() {
    ImagePipeline used = pipeline(1);
    epoch(used, 0);
    assertThat(epoch(used, 3)).isEqualTo(epoch(pipeline(1), 3));
    assertThat(epoch(used, 3)).isNotEqualTo(epoch(used, 4));
    assertThat(epoch(used, 3)).isNotEqualTo(epoch(pipeline(2), 3));
  }

  @Test
  void aCacheDoesNotChangeTheOrder() {
    assertThat(epoch(pipeline(1).withCache(Cache.memory()), 2)).isEqualTo(epoch(pipeline(1), 2));
  }

  @Test
  void shufflingReplacesASampling() {
    assertThat(epoch(pipeline(1).withShuffle(1), 0)).doesNotHaveDuplicates();
  }
}
