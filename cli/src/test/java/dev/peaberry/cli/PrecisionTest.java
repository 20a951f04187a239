package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peaberry.engine.Device;
import dev.peaberry.engine.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in bfloat16, on a processor that has it. */
class PrecisionTest {
  @TempDir static Path root;

  private static Path pictures;
  private static Path run;
  private static CommandRun training;

  @BeforeAll
  static void train() throws IOException {
    assumeTrue(Precision.auto(Device.CPU) == Precision.BF16, "a processor that computes bfloat16");
    pictures = SamplePictures.in(root.resolve("beans"));
    run = root.resolve("run");
    training = train(run, "auto");
  }

  private static CommandRun train(Path out, String precision) {
    return CommandRun.of(
        "train",
        pictures,
        "--out",
        out,
        "--image-size",
        "24x24",
        "--batch-size",
        8,
        "--epochs",
        1,
        "--precision",
        precision);
  }

  private static String manifest(Path folder) throws IOException {
    return Files.readString(folder.resolve("manifest.json"));
  }

  @Test
  void isIntroducedWithItsReason() {
    assertThat(training.err()).contains("Computing in bf16, as this processor has ");
  }

  @Test
  void isRecordedInTheManifest() throws IOException {
    assertThat(manifest(run)).contains("\"precision\" : \"bf16\"");
  }

  @Test
  void isJudgedInEitherPrecision() {
    assertThat(CommandRun.of("evaluate", run, "--precision", "bf16").code()).isZero();
  }

  @Test
  void goesOnInItsPrecisionUnlessToldOtherwise() {
    Path goesOn = root.resolve("goes-on");
    train(goesOn, "bf16");
    CommandRun resumed = CommandRun.of("train", "--resume", goesOn, "--epochs", 2);
    assertThat(resumed.err()).contains("Computing in bf16").doesNotContain("Note");
  }

  @Test
  void goesOnInAnotherPrecisionWithANote() throws IOException {
    Path changes = root.resolve("changes");
    train(changes, "bf16");
    CommandRun resumed =
        CommandRun.of("train", "--resume", changes, "--epochs", 2, "--precision", "fp32");
    assertThat(resumed.err()).contains("computed in bf16 until now", "Computing in fp32");
    assertThat(manifest(changes)).contains("\"precision\" : \"fp32\"");
  }

  @Test
  void isOfferedByTheListOfDevices() {
    assertThat(CommandRun.of("devices").out()).contains("--precision auto computes in bf16");
  }
}
