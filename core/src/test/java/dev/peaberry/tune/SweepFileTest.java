package dev.peaberry.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search on disk. */
class SweepFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve(SweepFile.NAME);
    SweepFile.write(file, sweep());
  }

  private static Sweep sweep() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                Parameter.parse("learning_rate=log:1e-5..1e-2"),
                Parameter.parse("optimizer=adam,sgd(momentum=0.9, nesterov=true)")));
    Rungs rungs = Rungs.halving(9, 1, 3);
    Sweep sweep =
        new Sweep(
            "beans",
            Map.of("epochs", 9, "head", List.of("flatten", "dense(units=8)")),
            Search.ASHA,
            space,
            7,
            "val_accuracy",
            Aim.MAXIMIZE,
            rungs,
            Sweep.plan(Search.ASHA, space, 5, 7));
    return sweep
        .with(
            sweep
                .trial(1)
                .running(3)
                .withScores(List.of(0.5, Double.NaN, 0.75))
                .withMore(Duration.ofMillis(1500))
                .arrived(rungs))
        .with(sweep.trial(2).running(1).failed("the loss is NaN"))
        .with(sweep.trial(3).running(3).withScores(List.of(0.4)).interrupted());
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    assertThat(SweepFile.read(file)).isEqualTo(sweep());
  }

  @Test
  void namesTheBestTrial() {
    assertThat(SweepFile.toJson(sweep())).containsEntry("best", 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : 1 | \"format\" : 2 | found the format 2, expected 1",
        "\"format\" : 1 | \"former\" : 1 | found null for 'format'",
        "maximize | sideways | No enum constant",
        "log:1e-5..0.01 | log:1e-5..oh | expected a range",
        "\"trial\" : 2 | \"trial\" : 3 | Found the trial 3 in the place of trial 2",
        "\"optimizer\" : \"adam\" | \"optimizer\" : \"eve\" | with optimizer=eve, expected one of",
        "[ 1, 3, 9 ] | [ 1, 9, 3 ] | expected growing epochs",
        "[ 1, 3, 9 ] | [ 1, {}, 3 ] | is damaged",
        "\"trials\" : [ | \"trials\" : [ 1, | is damaged",
        "\"scores\" : [ | \"scores\" : [[ | is damaged"
      })
  void aDamagedFileIsRefusedInOneLine(String found, String changed, String message)
      throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(found);
    Files.writeString(file, text.replace(found, changed));
    assertThatThrownBy(() -> SweepFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + " is damaged: ")
        .hasMessageContaining(message)
        .message()
        .satisfies(line -> assertThat(line.lines()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null", "7"})
  void whatIsNoObjectIsRefused(String text) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> SweepFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + " is damaged: ");
  }

  @Test
  void aFolderWithoutASweepIsRefused() {
    assertThatThrownBy(() -> SweepFile.read(folder.resolve("other/sweep.json")))
        .hasMessage(
            "Found no sweep.json in %s, expected the folder of a sweep; check the path"
                .formatted(folder.resolve("other")));
  }
}
