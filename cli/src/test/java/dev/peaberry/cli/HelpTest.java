package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "sweep",
        "evaluate",
        "predict",
        "explain",
        "data",
        "summary",
        "plot",
        "download",
        "models",
        "pretrained",
        "devices",
        "check",
        "runs",
        "compare",
        "stress",
        "lr-find"
      })
  void everyCommandExplainsItselfWithAnExample(String command) {
    CommandRun run = CommandRun.of(command, "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Usage: peaberry " + command, "Examples:", "--debug");
  }

  @Test
  void listsEveryCommandWithWhatItDoes() {
    assertThat(CommandRun.of("--help").out().lines())
        .anyMatch(line -> line.matches(" +predict +Says what pictures show\\."));
  }

  @Test
  void showsTheDefaultsOfATraining() {
    assertThat(CommandRun.of("train", "--help").out().replaceAll("\\s+", " "))
        .contains("small-cnn", "Default: 10.", "Default: 32.", "Default: 42.", "Default: 0.2");
  }

  @Test
  void fitsIntoEightyColumns() {
    assertThat(CommandRun.of("train", "--help").out().lines())
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void hasNoColoursInAFile() {
    assertThat(CommandRun.of("train", "--help").out()).doesNotContain("\033[");
  }

  @Test
  void hasColoursOnATerminal() {
    assertThat(CommandRun.onTerminal("train", "--help").out()).contains("\033[");
  }

  @Test
  void withoutACommandItExplainsItselfAndFails() {
    CommandRun run = CommandRun.of();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("Commands:");
  }

  @Test
  void tellsTheVersionOfTensorFlow() {
    assertThat(CommandRun.of("--version").out()).contains("peaberry ", "TensorFlow 2.", "Java ");
  }

  @Test
  void listsTheProcessor() {
    assertThat(CommandRun.of("devices").out()).startsWith("cpu ");
  }
}
