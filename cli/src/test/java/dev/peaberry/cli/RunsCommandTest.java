package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The leaderboard of a folder of runs. */
class RunsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path runs;

  @BeforeAll
  static void train() {
    Path pictures = SamplePictures.in(root.resolve("beans"));
    runs = root.resolve("runs");
    train(pictures, runs.resolve("fast"), "--learning-rate", "0.003", "--epochs", "3");
    train(pictures, runs.resolve("more/slow"), "--learning-rate", "0.000001", "--epochs", "2");
    train(pictures, runs.resolve("folds"), "--folds", "2", "--epochs", "1");
  }

  private static void train(Path pictures, Path out, String... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("train", pictures, "--image-size", "24x24", "--out", out));
    arguments.addAll(List.of(more));
    CommandRun trained = CommandRun.of(arguments.toArray());
    assertThat(trained.code()).as(trained.err()).isZero();
  }

  private static JsonNode list(Object... arguments) throws IOException {
    List<Object> all = new ArrayList<>(List.of("runs", "--json"));
    all.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(all.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static JsonNode run(JsonNode board, String name) {
    for (JsonNode each : board.get("runs")) {
      if (each.get("run").asText().equals(runs.resolve(name).toString())) {
        return each;
      }
    }
    throw new AssertionError("no " + name + " in " + board);
  }

  private static double value(JsonNode run, String metric) {
    JsonNode value = run.get("metrics").get(metric);
    return value.isObject() ? value.get("mean").asDouble() : value.asDouble();
  }

  private static List<Double> values(JsonNode board, String metric) {
    List<Double> values = new ArrayList<>();
    board.get("runs").forEach(each -> values.add(value(each, metric)));
    return values;
  }

  private static Path copyOf(String name, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(runs.resolve(name))) {
      files.forEach(
          file -> {
            try {
              Files.createDirectories(target);
              Path copy = target.resolve(runs.resolve(name).relativize(file).toString());
              if (!Files.isDirectory(file)) {
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return target;
  }

  @Test
  void listsNestedRunsTheHighestAccuracyFirst() throws IOException {
    assertThat(values(list(runs), "val_accuracy"))
        .hasSize(3)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void listsTheLowestLossFirst() throws IOException {
    assertThat(values(list(runs, "--by", "val_loss"), "val_loss")).hasSize(3).isSorted();
  }

  @Test
  void tellsTheFiguresOfTheBestEpoch() throws IOException {
    JsonNode run = run(list(runs), "fast");
    JsonNode epochs = JSON.readTree(runs.resolve("fast/history.json").toFile()).get("epochs");
    JsonNode best = epochs.get(run.get("best_epoch").asInt() - 1);
    for (JsonNode epoch : epochs) {
      assertThat(epoch.get("val_loss").asDouble())
          .isGreaterThanOrEqualTo(best.get("val_loss").asDouble());
    }
    assertThat(value(run, "val_accuracy")).isEqualTo(best.get("val_accuracy").asDouble());
  }

  @Test
  void tellsMeanAndSpreadOfACrossValidation() throws IOException {
    JsonNode told = run(list(runs), "folds").get("metrics").get("val_accuracy");
    JsonNode own =
        JSON.readTree(runs.resolve("folds/folds.json").toFile()).get("metrics").get("accuracy");
    assertThat(told).isEqualTo(own);
  }

  @Test
  void tellsModelSizeAndDuration() throws IOException {
    JsonNode run = run(list(runs), "fast");
    assertThat(run.get("model").asText()).isEqualTo("small-cnn");
    assertThat(run.get("parameters").asLong()).isPositive();
    assertThat(run.get("seconds").asDouble()).isPositive();
    assertThat(run.get("remarks")).isEmpty();
  }

  @Test
  void printsATable() {
    assertThat(CommandRun.of("runs", runs).out().lines())
        .anyMatch(line -> line.matches("Run +model +data +val_accuracy +val_loss +epochs .*"))
        .anyMatch(line -> line.matches("folds +small-cnn +beans +[\\d.]+ ± [\\d.]+ .*"));
  }

  @Test
  void saysOfAnInterruptedRunThatItIsOne() throws IOException {
    Path folder = root.resolve("interrupted");
    Path copy = copyOf("fast", folder.resolve("one"));
    Files.delete(copy.resolve("report.txt"));
    assertThat(CommandRun.of("runs", folder).out())
        .contains("one: stopped after epoch 3 of 3, or still training");
  }

  @Test
  void saysOfAHalfDoneCrossValidationHowFarItIs() throws IOException {
    Path folder = root.resolve("half");
    Path copy = copyOf("folds", folder.resolve("folds"));
    Files.delete(copy.resolve("fold-2/fold.json"));
    assertThat(CommandRun.of("runs", folder).out())
        .contains("folds: 1 of 2 folds done, or still training");
  }

  @Test
  void listsARunWithoutAnEpoch() throws IOException {
    Path folder = root.resolve("begun");
    Files.createDirectories(folder.resolve("one"));
    Files.copy(runs.resolve("fast/manifest.json"), folder.resolve("one/manifest.json"));
    assertThat(CommandRun.of("runs", folder).out())
        .contains("one: no epoch is done: it was stopped early, or has just begun");
  }

  @Test
  void leavesDamagedRunsOutAndSaysWhy() throws IOException {
    Path folder = root.resolve("damaged");
    copyOf("fast", folder.resolve("good"));
    Files.writeString(copyOf("fast", folder.resolve("manifest")).resolve("manifest.json"), "{");
    Files.writeString(copyOf("fast", folder.resolve("history")).resolve("history.json"), "null");
    Files.delete(copyOf("fast", folder.resolve("nothing")).resolve("manifest.json"));
    JsonNode board = list(folder);
    assertThat(board.get("runs")).hasSize(1);
    assertThat(board.get("damaged"))
        .hasSize(3)
        .allMatch(each -> each.get("reason").asText().contains(folder.toString()));
  }

  @Test
  void anEmptyFolderIsOneLine() throws IOException {
    Path empty = Files.createDirectories(root.resolve("empty"));
    CommandRun run = CommandRun.of("runs", empty);
    assertThat(run.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.failure()).contains("Found no run in " + empty);
  }

  @Test
  void anAbsentFolderIsOneLine() {
    CommandRun run = CommandRun.of("runs", root.resolve("nowhere"));
    assertThat(run.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.failure()).contains("Found no folder");
  }

  @Test
  void refusesAMetricThatNoRunHas() {
    CommandRun run = CommandRun.of("runs", runs, "--by", "val_los");
    assertThat(run.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(run.failure()).contains("Found the metric 'val_los'", "did you mean 'val_loss'?");
  }
}
