package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecideCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;
  private Path pictures;
  private Path model;

  /** Four classes, and a model that has learnt nothing and is very sure of it. */
  @BeforeEach
  void drawPictures() throws IOException {
    pictures = SamplePictures.in(root.resolve("beans"));
    model = root.resolve("beans.keras");
    UntaughtModel.file().write(model);
  }

  private JsonNode predicted() throws IOException {
    return JSON.readTree(
        CommandRun.of("predict", model, pictures, "--json")
            .out()
            .lines()
            .findFirst()
            .orElseThrow());
  }

  @Test
  void aTemperatureMakesTheModelLessSure() throws IOException {
    double before = predicted().get("probability").asDouble();
    CommandRun run = CommandRun.of("decide", model, pictures, "--temperature", "fit");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Expected calibration error", "Written " + model);
    assertThat(predicted().get("probability").asDouble()).isLessThan(before);
  }

  @Test
  void belowItsConfidenceTheModelDoesNotKnow() throws IOException {
    CommandRun.of("decide", model, pictures, "--temperature", "1000", "--confidence", "0.5");
    assertThat(CommandRun.of("predict", model, pictures).out())
        .contains("I don't know  ")
        .doesNotContain("100.0 %");
    assertThat(predicted().get("label").isNull()).isTrue();
    CommandRun judged = CommandRun.of("evaluate", model, pictures, "--no-report");
    assertThat(judged.out()).contains("the model answers 0.0 % of these pictures");
  }

  @Test
  void whatIsForgottenIsForgotten() throws IOException {
    double before = predicted().get("probability").asDouble();
    CommandRun.of("decide", model, pictures, "--temperature", "7");
    assertThat(CommandRun.of("decide", model).out()).contains("temperature: 7.0");
    CommandRun.of("decide", model, "--reset");
    assertThat(CommandRun.of("decide", model).out()).contains("No rule of its own");
    assertThat(predicted().get("probability").asDouble()).isEqualTo(before);
  }

  @Test
  void writesAnotherFileIfWanted() throws IOException {
    byte[] before = Files.readAllBytes(model);
    Path careful = root.resolve("careful.keras");
    CommandRun.of("decide", model, pictures, "--confidence", "0.9", "--out", careful);
    assertThat(careful).exists();
    assertThat(Files.readAllBytes(model)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "--temperature, 0, 'expected a number above 0, or fit'",
    "--temperature, warm, 'expected a number above 0, or fit'",
    "--confidence, 1.5, expected a share above 0 and up to 1",
    "--accuracy, 1, lower --accuracy",
    "--threshold, dark=0.5, did you mean 'Dark'",
    "--threshold, Dark=2, expected a probability from 0 to 1",
    "--threshold, Dark=f1, 'expected a probability from 0 to 1, f1 or youden'",
  })
  void refusesWhatMakesNoSense(String option, String value, String message) throws IOException {
    byte[] before = Files.readAllBytes(model);
    CommandRun run = CommandRun.of("decide", model, pictures, option, value);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains(message).hasLineCount(1);
    assertThat(Files.readAllBytes(model)).isEqualTo(before);
  }

  @Test
  void takesOneWayAtATime() {
    assertThat(
            CommandRun.of("decide", model, pictures, "--confidence", "0.5", "--accuracy", "0.9")
                .failure())
        .contains("expected one");
    assertThat(CommandRun.of("decide", model, "--reset", "--temperature", "2").failure())
        .contains("Found --reset and what to store");
  }
}
