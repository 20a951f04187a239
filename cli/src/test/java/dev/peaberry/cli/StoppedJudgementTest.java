package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageFolder;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Split;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.evaluate.ClassScores;
import dev.peaberry.evaluate.TestTimeAugmentation;
import dev.peaberry.format.KerasFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judgement that somebody has stopped is whole for what was judged. */
class StoppedJudgementTest {
  private static final int BATCH = 32;

  @TempDir Path root;
  private ImageSource drawn;
  private Judgement judgement;

  @BeforeEach
  void stopAfterTheFirstBatch() {
    Path pictures = SamplePictures.in(root.resolve("beans"));
    KerasFile file = UntaughtModel.file();
    drawn = Split.shuffle(ImageFolder.open(pictures), 0);
    judgement =
        Judgement.of(
            new ModelArgument(root.resolve("model.keras"), file),
            drawn,
            TestTimeAugmentation.none(),
            EngineOptions.DEFAULT,
            0.1,
            Progress.none(),
            () -> true);
  }

  @Test
  void itKnowsWhatWasJudged() {
    assertThat(drawn.size()).isGreaterThan(BATCH);
    assertThat(judgement.evaluation().examples()).isEqualTo(BATCH);
    assertThat(judgement.source().size()).isEqualTo(BATCH);
    assertThat(judgement.predictionRows()).hasSize(BATCH);
  }

  @Test
  void everyScoreStandsBesideItsPicture() {
    List<ClassScores.Example> examples = judgement.scores().examples();
    assertThat(examples)
        .extracting(ClassScores.Example::path)
        .isEqualTo(IntStream.range(0, BATCH).mapToObj(drawn::name).toList());
    assertThat(examples)
        .extracting(ClassScores.Example::label)
        .isEqualTo(IntStream.range(0, BATCH).mapToObj(drawn::label).toList());
  }

  @Test
  void itsSamplesCanBeDrawn() throws Exception {
    Path file = root.resolve("samples.png");
    judgement.drawSamples("stopped", file);
    assertThat(file).isNotEmptyFile();
  }
}
