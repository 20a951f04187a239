package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.augment.FillMode;
import dev.peaberry.augment.ImageDataGenerator;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.image.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
  void anotherSeedDrawsOtherChanges() {
    assertThat(pixels(plain.withAugmentation(List.of(GENERATOR), 4), 0).get(0))
        .isNotEqualTo(pixels(augmented, 0).get(0));
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
