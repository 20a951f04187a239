package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures are cut at random to learn from, in the middle to judge by, or shown in ten views. */
class TestTimeCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path pictures;
  private static Path run;

  @BeforeAll
  static void train() {
    pictures = SamplePictures.in(root.resolve("beans"));
    run = root.resolve("run");
    CommandRun trained =
        CommandRun.of(
            "train",
            pictures,
            "--image-size",
            "32x32",
            "--augment",
            "random_crop(height=24, width=28)",
            "--epochs",
            "2",
            "--out",
            run);
    assertThat(trained.code()).as(trained.err()).isZero();
  }

  private static JsonNode evaluate(Object... more) throws IOException {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = "evaluate";
    arguments[1] = run;
    arguments[2] = "--json";
    System.arraycopy(more, 0, arguments, 3, more.length);
    CommandRun evaluated = CommandRun.of(arguments);
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    return JSON.readTree(evaluated.out());
  }

  @Test
  void judgesByTheMiddleAsTheTrainingDid() throws IOException {
    JsonNode report = evaluate();
    assertThat(report.get("views").asInt()).isEqualTo(1);
    JsonNode epochs = JSON.readTree(Files.readString(run.resolve("history.json"))).get("epochs");
    double best = Double.POSITIVE_INFINITY;
    for (JsonNode epoch : epochs) {
      best = Math.min(best, epoch.get("val_loss").asDouble());
    }
    assertThat(report.get("loss").asDouble()).isCloseTo(best, within(1e-5));
  }

  @Test
  void tenViewsGiveAnotherAnswerThanOne() throws IOException {
    JsonNode report = evaluate("--ten-crop");
    assertThat(report.get("views").asInt()).isEqualTo(10);
    assertThat(report.get("loss").asDouble()).isNotEqualTo(evaluate().get("loss").asDouble());
  }

  @Test
  void saysThatItAverages() {
    assertThat(CommandRun.of("evaluate", run, "--flip").out())
        .contains("Each picture is judged by the mean over 2 views of it.")
        .contains("Loss is cross-entropy, for a mean over views has no other.");
  }

  @Test
  void predictsInTenViewsToo() throws IOException {
    Path picture;
    try (var files = Files.walk(pictures)) {
      picture = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
    String one = CommandRun.of("predict", run, picture, "--json").out();
    String ten = CommandRun.of("predict", run, picture, "--json", "--ten-crop").out();
    assertThat(JSON.readTree(ten).get("probability").asDouble()).isBetween(0.0, 1.0);
    assertThat(ten).isNotEqualTo(one);
  }

  @Test
  void refusesToCutOutOfLess() {
    for (String command : new String[] {"evaluate", "predict"}) {
      CommandRun failed =
          command.equals("evaluate")
              ? CommandRun.of(command, run, "--crop-from", "20x40")
              : CommandRun.of(command, run, pictures, "--crop-from", "20x40");
      assertThat(failed.code()).isEqualTo(Failures.BAD_INPUT);
      assertThat(failed.failure())
          .contains(
              "Found pictures loaded at 20x40 for a model that takes 24x28, expected at least that"
                  + " size");
    }
  }

  @Test
  void refusesFlipsOfMirroredViews() {
    CommandRun failed = CommandRun.of("evaluate", run, "--flip", "--ten-crop");
    assertThat(failed.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(failed.failure())
        .contains("Found --flip with --ten-crop, which mirrors its views already; leave it out");
  }
}
