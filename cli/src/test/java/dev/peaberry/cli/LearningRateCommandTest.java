package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningRateCommandTest {
  @TempDir Path root;

  private CommandRun find(Path plot, Object... more) throws IOException {
    Path pictures = SamplePictures.in(root.resolve("beans"));
    Object[] usual = {
      "lr-find", pictures, "--image-size", "24x24", "--batch-size", 8, "--steps", 40, "--out", plot
    };
    return CommandRun.of(Stream.concat(Arrays.stream(usual), Arrays.stream(more)).toArray());
  }

  @Test
  void suggestsARateAndDrawsTheLosses() throws IOException {
    Path plot = root.resolve("rates.png");
    CommandRun run = find(plot);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("--learning-rate ", "steepest", "rates.png");
    assertThat(plot).isNotEmptyFile();
  }

  @Test
  void writesJsonForScriptsAndSvgIfAskedTo() throws IOException {
    Path plot = root.resolve("rates.svg");
    JsonNode json = new ObjectMapper().readTree(find(plot, "--json", "--quiet").out());
    assertThat(json.get("points").size()).isBetween(10, 40);
    assertThat(json.get("suggestion").asDouble()).isBetween(1e-6, 1.0);
    assertThat(Files.readString(plot)).contains("<svg");
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    Path folder = Files.createDirectories(root.resolve("alone"));
    find(folder.resolve("rates.png"));
    assertThat(folder).isDirectoryContaining("glob:**rates.png");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
