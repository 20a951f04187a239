package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.format.KerasFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standardised pixels, from the training to the evaluation of a file. */
class StandardizeCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path pictures;

  @BeforeAll
  static void drawPictures() {
    pictures = SamplePictures.in(root.resolve("beans"));
  }

  private static CommandRun train(Path run, String how, String... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "train",
                pictures,
                "--standardize",
                how,
                "--image-size",
                "18x18",
                "--epochs",
                "2",
                "--out",
                run));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"featurewise", "samplewise"})
  void aModelIsJudgedByWhatItWasTrainedOn(String how) throws IOException {
    Path run = root.resolve(how);
    CommandRun trained = train(run, how);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).doesNotContain("missing-rescaling");
    double best = Double.POSITIVE_INFINITY;
    for (JsonNode epoch :
        JSON.readTree(Files.readString(run.resolve("history.json"))).get("epochs")) {
      best = Math.min(best, epoch.get("val_loss").asDouble());
    }
    JsonNode report = JSON.readTree(CommandRun.of("evaluate", run, "--json").out());
    assertThat(report.get("loss").asDouble()).isCloseTo(best, within(1e-5));
  }

  @Test
  void statisticsAreThoseOfThePicturesToLearnFromAndStay() {
    Path run = root.resolve("kept");
    CommandRun trained = train(run, "featurewise");
    assertThat(trained.err()).containsPattern("Standardized: mean [\\d., ]+, deviation");
    float[] mean = mean(run);
    assertThat(mean).hasSize(3);
    assertThat(mean[0]).isBetween(50f, 250f);
    CommandRun resumed = CommandRun.of("train", "--resume", run, "--epochs", "3");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(mean(run)).containsExactly(mean);
  }

  private static float[] mean(Path run) {
    return KerasFile.read(run.resolve("last.keras"))
        .weights()
        .get("standardization/normalization/mean")
        .data();
  }

  @Test
  void findsLearningRatesForStandardizedPixels() {
    CommandRun found =
        CommandRun.of(
            "lr-find",
            pictures,
            "--standardize",
            "featurewise",
            "--image-size",
            "18x18",
            "--steps",
            "10",
            "--out",
            root.resolve("rates.png"));
    assertThat(found.code()).as(found.err()).isZero();
  }

  @Test
  void whitensSmallPicturesOnly() {
    CommandRun failed =
        CommandRun.of("train", pictures, "--standardize", "zca", "--image-size", "64x64");
    assertThat(failed.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(failed.failure())
        .contains("Found pictures of shape (64, 64, 3) to whiten")
        .endsWith("; use a smaller --image-size");
  }

  @Test
  void whitensWithEnoughPicturesOnly() {
    CommandRun failed = train(root.resolve("few"), "zca");
    assertThat(failed.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(failed.failure())
        .contains(
            "Found 32 pictures to learn a whitening of 972 numbers from, expected at least as many"
                + " pictures as numbers; use a smaller --image-size, or --standardize featurewise");
    assertThat(root.resolve("few")).doesNotExist();
  }

  @Test
  void saysWhichStandardizationsThereAre() {
    CommandRun failed = train(root.resolve("unknown"), "pca");
    assertThat(failed.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(failed.failure()).contains("found 'pca', expected featurewise, samplewise or zca");
  }
}
