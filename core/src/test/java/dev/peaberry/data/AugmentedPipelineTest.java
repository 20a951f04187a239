package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.augment.CutMix;
import dev.peaberry.augment.FillMode;
import dev.peaberry.augment.ImageDataGenerator;
import dev.peaberry.augment.MixUp;
import dev.peaberry.augment.RandomCrop;
import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.image.Image;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures changed at random on their way to the batches. */
final class AugmentedPipelineTest {
  private static final ImageDataGenerator GENERATOR =
      ImageDataGenerator.of()
          .withRotationRange(40)
          .withShiftRange(0.2, 0.2)
          .withZoomRange(0.2)
          .withFillMode(FillMode.REFLECT)
          .withHorizontalFlip();

  /** Pictures of noise, each of its own. */
  private record Noise(int size) implements ImageSource {
    @Override
    public List<String> classNames() {
      return List.of("noise", "more noise");
    }

    @Override
    public String name(int index) {
      return "noise " + index;
    }

    @Override
    public int label(int index) {
      return index % 2;
    }

    @Override
    public Image read(int index) {
      byte[] pixels = new byte[24 * 20 * 3];
      new Random(index).nextBytes(pixels);
      return new Image(24, 20, 3, pixels);
    }
  }

  private final ImagePipeline plain =
      ImagePipeline.of(new Noise(12)).withImageSize(24, 20).withBatchSize(5);
  private final ImagePipeline augmented = plain.withAugmentation(List.of(GENERATOR), 3);

  @TempDir Path temp;

  @Test
  void changesPicturesAnewInEachEpochAndAlikeInOne() {
    List<byte[]> first = pixels(augmented, 0);
    assertThat(first.get(0)).isNotEqualTo(pixels(plain, 0).get(0));
    assertThat(pixels(augmented, 1).get(0)).isNotEqualTo(first.get(0));
    assertThat(pixels(augmented, 0)).containsExactlyElementsOf(first);
  }

  @Test
  void doesNotDependOnThreadsOrCaches() {
    List<byte[]> expected = pixels(augmented.withParallelism(1), 4);
    assertThat(pixels(augmented.withParallelism(3), 4)).containsExactlyElementsOf(expected);
    assertThat(pixels(augmented.withCache(Cache.memory()), 4)).containsExactlyElementsOf(expected);
    assertThat(pixels(augmented.withCache(Cache.disk(temp)), 4))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void leavesWhatIsCachedAsItIs() {
    ImagePipeline cached = augmented.withCache(Cache.memory());
    pixels(cached, 0);
    assertThat(pixels(cached.withAugmentation(List.of(), 0), 0))
        .containsExactlyElementsOf(pixels(plain, 0));
  }

  @Test
  void changesAPictureThatAnEpochHasTwiceInTwoWays() {
    ImagePipeline sampled =
        ImagePipeline.of(new Rare())
            .withImageSize(24, 20)
            .withBatchSize(12)
            .withSampling(ClassSampling.balanced(), 7)
            .withAugmentation(List.of(GENERATOR), 3);
    List<Integer> order = sampled.pictures(0);
    byte[] pixels = pixels(sampled, 0).get(0);
    assertThat(order.stream().filter(index -> index == 0)).hasSize(6);
    assertThat(
            IntStream.range(0, order.size())
                .filter(i -> order.get(i) == 0)
                .mapToObj(i -> new String(row(pixels, i), StandardCharsets.ISO_8859_1))
                .distinct())
        .hasSize(6);
    assertThat(pixels(sampled.withParallelism(1), 0).get(0)).isEqualTo(pixels);
    assertThat(pixels(sampled.withParallelism(3), 0).get(0)).isEqualTo(pixels);
  }

  /** One picture of one class and eleven of another. */
  private record Rare() implements ImageSource {
    private static final Noise PICTURES = new Noise(12);

    @Override
    public List<String> classNames() {
      return PICTURES.classNames();
    }

    @Override
    public int size() {
      return PICTURES.size();
    }

    @Override
    public String name(int index) {
      return PICTURES.name(index);
    }

    @Override
    public int label(int index) {
      return index == 0 ? 0 : 1;
    }

    @Override
    public Image read(int index) {
      return PICTURES.read(index);
    }
  }

  private static byte[] row(byte[] pixels, int index) {
    int bytes = 24 * 20 * 3;
    return Arrays.copyOfRange(pixels, index * bytes, (index + 1) * bytes);
  }

  @Test
  void anotherSeedDrawsOtherChanges() {
    assertThat(pixels(plain.withAugmentation(List.of(GENERATOR), 4), 0).get(0))
        .isNotEqualTo(pixels(augmented, 0).get(0));
  }

  @Test
  void cutsWhatIsDecoded() {
    ImagePipeline cut = plain.withAugmentation(List.of(RandomCrop.of(9, 11)), 3);
    assertThat(cut.outputSize()).isEqualTo(Size.of(9, 11));
    try (Batches batches = cut.open(0)) {
      assertThat(batches.next().inputs().get(0).shape()).isEqualTo(Shape.of(5, 9, 11, 3));
    }
    List<byte[]> expected = pixels(cut, 2);
    assertThat(pixels(cut.withCache(Cache.memory()).withParallelism(3), 2))
        .containsExactlyElementsOf(expected);
    assertThat(pixels(cut, 3).get(0)).isNotEqualTo(expected.get(0));
  }

  @Test
  void mixesPicturesAndTargetsAlike() {
    ImagePipeline mixed =
        plain
            .withLabelMode(LabelMode.CATEGORICAL)
            .withAugmentation(List.of(MixUp.of(5)), 3)
            .withCache(Cache.memory());
    List<Batch> first = batches(mixed, 0);
    assertThat(first).hasSize(3);
    float[] targets = first.get(0).targets().get(0).data();
    for (int i = 0; i < targets.length; i += 2) {
      assertThat(targets[i] + targets[i + 1]).isCloseTo(1, within(1e-6f));
    }
    assertThat(targets)
        .isNotEqualTo(
            batches(plain.withLabelMode(LabelMode.CATEGORICAL), 0).get(0).targets().get(0).data());
    assertThat(pixels(mixed, 0))
        .containsExactlyElementsOf(pixels(mixed.withCache(Cache.none()), 0));
    assertThat(pixels(mixed, 1).get(0)).isNotEqualTo(pixels(mixed, 0).get(0));
    assertThat(pixels(mixed, 0).get(1)).isNotEqualTo(pixels(plain, 0).get(1));
  }

  @Test
  void weighsMixedExamplesAsTheirParts() {
    ImagePipeline mixed =
        plain
            .withLabelMode(LabelMode.CATEGORICAL)
            .withClassWeights(ClassWeights.of(Map.of(0, 1.0, 1, 3.0)))
            .withAugmentation(List.of(CutMix.of(1, 1)), 3);
    Batch batch = batches(mixed, 0).get(0);
    float[] targets = batch.targets().get(0).data();
    float[] weights = batch.weightsOf(0).orElseThrow().data();
    for (int i = 0; i < weights.length; i++) {
      assertThat(weights[i]).isCloseTo(targets[2 * i] + 3 * targets[2 * i + 1], within(1e-5f));
    }
  }

  @Test
  void mixesNoClassIndices() {
    ImagePipeline mixed = plain.withAugmentation(List.of(MixUp.of(0.2)), 3);
    assertThatThrownBy(() -> mixed.open(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Found integer labels with MixUp, which mixes targets; expected categorical ones: set"
                + " the label mode");
  }

  @Test
  void mixesAfterAllElse() {
    assertThatThrownBy(() -> plain.withAugmentation(List.of(MixUp.of(0.2), GENERATOR), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Found ImageDataGenerator after MixUp, which mixes batches; expected it before");
  }

  private static List<Batch> batches(ImagePipeline pipeline, int epoch) {
    List<Batch> all = new ArrayList<>();
    try (Batches batches = pipeline.open(epoch)) {
      batches.forEachRemaining(all::add);
    }
    return all;
  }

  private static List<byte[]> pixels(ImagePipeline pipeline, int epoch) {
    List<byte[]> pixels = new ArrayList<>();
    try (Batches batches = pipeline.open(epoch)) {
      while (batches.hasNext()) {
        pixels.add(((UInt8Array) batches.next().inputs().get(0)).data());
      }
    }
    return pixels;
  }
}
