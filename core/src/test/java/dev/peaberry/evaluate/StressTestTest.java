package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.augment.Corruption;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.ImageSource;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.image.Image;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A classifier that takes bright pictures for day and dark ones for night suffers. */
class StressTestTest {
  private static final List<String> CLASSES = List.of("night", "day");

  /** Pictures of one grey each, those of the night darker; the last one is under a wrong class. */
  private record Greys(int size) implements ImageSource {
    @Override
    public List<String> classNames() {
      return CLASSES;
    }

    @Override
    public String name(int index) {
      return "grey" + index;
    }

    @Override
    public int label(int index) {
      return index == size - 1 ? 0 : index % 2;
    }

    @Override
    public Image read(int index) {
      byte[] pixels = new byte[8 * 8 * 3];
      Arrays.fill(pixels, (byte) (index % 2 == 1 ? 170 + index : 60 + index));
      return new Image(8, 8, 3, pixels);
    }
  }

  private static final ImagePipeline PICTURES =
      ImagePipeline.of(new Greys(20)).withImageSize(8, 8).withBatchSize(6);

  private static List<FloatArray> judge(Batch batch) {
    UInt8Array pixels = (UInt8Array) batch.inputs().get(0);
    int row = pixels.data().length / batch.size();
    FloatArray outputs = FloatArray.zeros(Shape.of(batch.size(), 2));
    for (int i = 0; i < batch.size(); i++) {
      double sum = 0;
      for (int k = 0; k < row; k++) {
        sum += pixels.data()[i * row + k] & 0xff;
      }
      outputs.data()[2 * i + 1] = (float) (sum / row / 128 - 1);
    }
    return List.of(outputs);
  }

  private static StressTest stress(long seed, Corruption... corruptions) {
    return StressTest.of(
        StressTestTest::judge,
        PICTURES,
        CLASSES,
        Outputs.LOGITS,
        List.of(corruptions),
        Seed.of(seed),
        () -> false,
        Progress.none());
  }

  @Test
  void withoutCorruptionsItIsThePlainEvaluation() {
    Evaluation plain =
        Evaluation.of(StressTestTest::judge, PICTURES, CLASSES, Outputs.LOGITS, Progress.none());
    assertThat(stress(1).clean()).isEqualTo(plain);
  }

  @Test
  void corruptionsDoNotTouchThePlainEvaluation() {
    assertThat(stress(1, Corruption.values()).clean()).isEqualTo(stress(1).clean());
  }

  @Test
  void losesWhatTheCorruptionHides() {
    StressTest test = stress(1, Corruption.BRIGHTNESS);
    assertThat(test.clean().accuracy()).isEqualTo(0.95);
    assertThat(test.accuracy(Corruption.BRIGHTNESS, 1)).isEqualTo(0.95);
    assertThat(test.accuracy(Corruption.BRIGHTNESS, 5)).isEqualTo(0.45);
  }

  @Test
  void averagesOverSeveritiesAndKinds() {
    StressTest test = stress(1, Corruption.BRIGHTNESS, Corruption.PIXELATE);
    double[] accuracies = new double[5];
    Arrays.setAll(accuracies, i -> test.accuracy(Corruption.BRIGHTNESS, i + 1));
    double mean = Arrays.stream(accuracies).average().orElseThrow();
    assertThat(test.meanAccuracy(Corruption.BRIGHTNESS)).isCloseTo(mean, within(1e-12));
    assertThat(test.meanAccuracy()).isCloseTo((mean + 0.95) / 2, within(1e-12));
  }

  @Test
  void isTheSameForASeedHoweverPicturesAreBatched() {
    StressTest other =
        StressTest.of(
            StressTestTest::judge,
            PICTURES.withBatchSize(20),
            CLASSES,
            Outputs.LOGITS,
            List.of(Corruption.values()),
            Seed.of(3),
            () -> false,
            Progress.none());
    assertThat(stress(3, Corruption.values()).accuracies()).isEqualTo(other.accuracies());
  }

  @Test
  void isContentWithTheFirstBatchWhenItIsStopped() {
    StressTest stopped =
        StressTest.of(
            StressTestTest::judge,
            PICTURES,
            CLASSES,
            Outputs.LOGITS,
            List.of(Corruption.JPEG),
            Seed.of(1),
            () -> true,
            Progress.none());
    assertThat(stopped.clean().examples()).isEqualTo(6);
    assertThat(stopped.accuracy(Corruption.JPEG, 5)).isEqualTo(1);
  }

  @Test
  void refusesToTellWhatWasNotTested() {
    StressTest test = stress(1, Corruption.JPEG);
    assertThatThrownBy(() -> test.accuracy(Corruption.SCALE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Found scale of severity 1, expected one of [jpeg]");
  }
}
