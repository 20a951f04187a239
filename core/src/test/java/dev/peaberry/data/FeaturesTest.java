package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.augment.ImageDataGenerator;
import dev.peaberry.config.Progress;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeaturesTest {
  @TempDir Path temp;

  /** Two numbers a picture: its level and half of it. */
  private record Halves(String key) implements FeatureExtractor {
    @Override
    public Shape shape() {
      return Shape.of(2);
    }

    @Override
    public FloatArray extract(Array pictures) {
      UInt8Array pixels = (UInt8Array) pictures;
      int count = pixels.shape().get(0);
      int length = pixels.data().length / count;
      float[] values = new float[2 * count];
      for (int i = 0; i < count; i++) {
        values[2 * i] = pixels.data()[i * length] & 0xff;
        values[2 * i + 1] = values[2 * i] / 2;
      }
      return new FloatArray(Shape.of(count, 2), values);
    }
  }

  private static final FeatureExtractor HALVES = new Halves("halves");

  private static ImagePipeline pipeline(ImageSource source) {
    return ImagePipeline.of(source).withImageSize(1, 1).withBatchSize(4).withMaxBrokenShare(0.5);
  }

  private Features features(ImagePipeline pipeline) {
    return Features.of(pipeline, HALVES, temp, Progress.none());
  }

  private static List<Float> levels(Dataset data, int epoch) {
    List<Float> levels = new ArrayList<>();
    try (Batches batches = data.open(epoch)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        FloatArray rows = (FloatArray) batch.inputs().get(0);
        for (int i = 0; i < batch.size(); i++) {
          levels.add(rows.data()[2 * i]);
          assertThat(rows.data()[2 * i + 1]).isEqualTo(rows.data()[2 * i] / 2);
          assertThat(batch.targets().get(0).data()[i]).isEqualTo(rows.data()[2 * i] % 2);
        }
      }
    }
    return levels;
  }

  private static List<Float> expected(ImagePipeline pipeline, int epoch) {
    return pipeline.pictures(epoch).stream().map(Integer::floatValue).toList();
  }

  @Test
  void comeInTheOrderOfThePipelineWithItsTargets() {
    ImagePipeline pipeline = pipeline(ListedSource.ofSize(10)).withShuffle(3);
    Features features = features(pipeline);
    assertThat(features.size()).isEqualTo(10);
    assertThat(features.batches()).isEqualTo(3);
    assertThat(levels(features, 0)).isEqualTo(expected(pipeline, 0));
    assertThat(levels(features, 1)).isEqualTo(expected(pipeline, 1));
    assertThat(levels(features, 1)).isNotEqualTo(levels(features, 0));
  }

  @Test
  void dropTheRemainderIfThePipelineDoes() {
    Features features = features(pipeline(ListedSource.ofSize(10)).withDropRemainder(true));
    assertThat(levels(features, 0)).hasSize(8);
  }

  @Test
  void readEachPictureOfAFolderOnceHoweverItIsDivided() {
    ListedSource source = ListedSource.ofSize(10);
    features(pipeline(new Subset(source, 1, 3, 5)));
    assertThat(source.reads).hasValue(10);
    Features others = features(pipeline(new Subset(new Subset(source, 9, 8, 7, 6), 3, 0)));
    assertThat(levels(others, 0)).containsExactly(6f, 9f);
    assertThat(source.reads).hasValue(10);
  }

  @Test
  void areComputedAgainByAnotherNetwork() {
    ListedSource source = ListedSource.ofSize(10);
    features(pipeline(source));
    Features.of(pipeline(source), new Halves("others"), temp, Progress.none());
    assertThat(source.reads).hasValue(20);
  }

  @Test
  void areComputedAgainForAnotherSize() {
    ListedSource source = ListedSource.ofSize(10);
    features(pipeline(source));
    features(pipeline(source).withImageSize(2, 2));
    assertThat(source.reads).hasValue(20);
  }

  @Test
  void leaveBrokenPicturesOut() {
    ListedSource source = ListedSource.ofSize(12).withBroken(0, 4, 5, 11);
    Features features = features(pipeline(new Subset(source, 11, 10, 4, 3, 2)));
    assertThat(levels(features, 0)).containsExactly(10f, 3f, 2f);
    assertThat(features.broken()).extracting(BrokenImage::name).containsExactly("11", "4");
  }

  @Test
  void rememberWhichPicturesAreBroken() {
    ListedSource source = ListedSource.ofSize(12).withBroken(0, 4, 11);
    features(pipeline(source));
    Features again = features(pipeline(source));
    assertThat(levels(again, 0)).containsExactly(1f, 2f, 3f, 5f, 6f, 7f, 8f, 9f, 10f);
    assertThat(again.broken()).extracting(BrokenImage::name).containsExactly("0", "4", "11");
  }

  @Test
  void tellHowFarTheyAre() {
    RecordedProgress progress = new RecordedProgress();
    ListedSource source = ListedSource.ofSize(6);
    Features.of(pipeline(source), HALVES, temp, progress);
    assertThat(progress.log())
        .containsExactly("start Computing features 6 pictures", "advance 4", "advance 6", "finish");
    RecordedProgress silent = new RecordedProgress();
    Features.of(pipeline(source), HALVES, temp, silent);
    assertThat(silent.log()).isEmpty();
  }

  @Test
  void leaveNoFileThatIsNotComplete() throws IOException {
    FeatureExtractor failing =
        new FeatureExtractor() {
          @Override
          public String key() {
            return "failing";
          }

          @Override
          public Shape shape() {
            return Shape.of(2);
          }

          @Override
          public FloatArray extract(Array pictures) {
            throw new IllegalStateException("out of memory");
          }
        };
    assertThatThrownBy(
            () -> Features.of(pipeline(ListedSource.ofSize(3)), failing, temp, Progress.none()))
        .hasMessage("out of memory");
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void areRefusedForPicturesThatChange() {
    ImagePipeline changing =
        pipeline(ListedSource.ofSize(3))
            .withAugmentation(List.of(ImageDataGenerator.of().withHorizontalFlip()), 1);
    assertThatThrownBy(() -> features(changing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected pictures as they are");
  }

  @Test
  void keepEveryBitOfAFloat() {
    int[] all = IntStream.range(0, 256).map(i -> i % 2).toArray();
    ListedSource source = new ListedSource(List.of("even", "odd"), all);
    assertThat(levels(features(pipeline(source)), 0)).hasSize(256).contains(255f, 127f, 128f, 0f);
  }
}
