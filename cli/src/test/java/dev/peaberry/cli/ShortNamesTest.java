package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Losses and metrics by the names that Keras's compile takes, and what is measured by itself. */
class ShortNamesTest {
  @TempDir static Path root;

  private static Path four;
  private static Path two;

  @BeforeAll
  static void makePictures() throws IOException {
    four = SamplePictures.in(root.resolve("four"));
    two = SamplePictures.in(root.resolve("two"));
    for (String name : List.of("Dark", "Light")) {
      try (Stream<Path> files = Files.walk(two.resolve(name))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void binaryLogitsAreComparedWithZero() {
    CommandRun checked = CommandRun.of("check", two, "--label-mode", "binary");
    assertThat(checked.out()).contains("of 2 classes").doesNotContain("metric-mismatch");
  }

  @Test
  void aRunMeasuresBinaryAccuracyUnderTheUsualName() throws IOException {
    Path run = root.resolve("run");
    CommandRun trained =
        CommandRun.of(
            "train", two, "--label-mode", "binary", "--epochs", 1, "--quiet", "--out", run);
    assertThat(trained.code()).isZero();
    assertThat(Files.readString(run.resolve("manifest.json"))).contains("\"threshold\" : 0.0");
    assertThat(Files.readString(run.resolve("history.csv"))).contains("val_accuracy");
  }

  @Test
  void lossesHaveShortNames() {
    CommandRun checked = CommandRun.of("check", four, "--loss", "MSE", "--json");
    assertThat(checked.err()).isEmpty();
    assertThat(checked.code()).isLessThan(2);
  }

  @Test
  void shortNamesTakeSettings() {
    CommandRun checked =
        CommandRun.of("check", four, "--loss", "mse(reduction=sum)", "--metric", "mae(name=off)");
    assertThat(checked.err()).isEmpty();
  }

  @Test
  void metricsAreLoggedUnderTheirShortNames() {
    CommandRun checked =
        CommandRun.of("check", four, "--loss", "mse", "--metric", "mae", "--monitor", "val_mae");
    assertThat(checked.err()).isEmpty();
  }

  @Test
  void accuracyIsMeasuredAlready() {
    CommandRun checked = CommandRun.of("check", four, "--metric", "acc", "--metric", "accuracy");
    assertThat(checked.err()).isEmpty();
  }
}
