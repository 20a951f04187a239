package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.evaluate.ClassScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training of one epoch on each of three folds. */
class CrossValidationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path pictures;
  private static Path run;
  private static CommandRun training;

  @BeforeAll
  static void train() {
    pictures = SamplePictures.in(root.resolve("beans"));
    run = root.resolve("run");
    training = train(run);
  }

  private static CommandRun train(Path out, Object... more) {
    Stream<Object> usual =
        Stream.of(
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
            "--folds",
            3,
            "--split",
            "stratified");
    return CommandRun.of(Stream.concat(usual, Stream.of(more)).toArray());
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  @Test
  void everyFoldIsARunOfItsOwn() throws IOException {
    assertThat(training.code()).as(training.err()).isZero();
    for (int number = 1; number <= 3; number++) {
      Path fold = run.resolve("fold-" + number);
      assertThat(fold.resolve("best.keras")).exists();
      assertThat(json(fold.resolve("manifest.json")).at("/recipe/split/fold").intValue())
          .isEqualTo(number);
    }
  }

  @Test
  void reportsMeanAndStandardDeviation() throws IOException {
    JsonNode accuracy = json(run.resolve("folds.json")).at("/metrics/accuracy");
    List<Double> values = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      Path fold = run.resolve("fold-" + number).resolve("fold.json");
      values.add(json(fold).at("/metrics/accuracy").doubleValue());
    }
    double mean = (values.get(0) + values.get(1) + values.get(2)) / 3;
    double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
    assertThat(accuracy.get("mean").doubleValue()).isCloseTo(mean, within(1e-12));
    assertThat(accuracy.get("standard_deviation").doubleValue())
        .isCloseTo(Math.sqrt(squares / 2), within(1e-12));
    assertThat(training.out()).contains("mean and standard deviation of 3 folds", "fold 3");
  }

  @Test
  void everyPictureIsJudgedOnceByAModelThatHasNotLearntFromIt() throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("predictions.csv"));
    assertThat(lines.get(0)).isEqualTo("fold,path,label,predicted,probability");
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[1]))
        .hasSize(40)
        .doesNotHaveDuplicates();
  }

  @Test
  void theScoresOfEveryClassAreKept() throws IOException {
    ClassScores scores = ClassScores.read(run.resolve("scores.csv"));
    List<String> lines = Files.readAllLines(run.resolve("predictions.csv"));
    assertThat(scores.examples()).hasSize(40);
    for (int i = 0; i < 40; i++) {
      ClassScores.Example example = scores.examples().get(i);
      String[] cells = lines.get(i + 1).split(",", -1);
      assertThat(example.path()).isEqualTo(cells[1]);
      assertThat(example.probabilities().get(scores.classNames().indexOf(cells[3])))
          .isEqualTo(Float.parseFloat(cells[4]));
    }
  }

  @Test
  void doubtfulLabelsAreFoundInTheScores() {
    CommandRun doubts = CommandRun.of("data", pictures, "--scores", run, "--no-grid");
    assertThat(doubts.code()).as(doubts.err()).isZero();
    assertThat(training.out()).contains("peaberry data PICTURES --scores " + run);
  }

  @Test
  void theConfusionOfAllFoldsHoldsAllPictures() throws IOException {
    JsonNode together = json(run.resolve("folds.json")).get("out_of_fold");
    assertThat(together.get("examples").intValue()).isEqualTo(40);
    assertThat(together.get("confusion_matrix")).hasSize(4);
  }

  @Test
  void aFoldIsEvaluatedOnItsOwnPictures() throws IOException {
    Path fold = run.resolve("fold-2");
    JsonNode again = JSON.readTree(CommandRun.of("evaluate", fold, "--json").out());
    assertThat(again.get("part").textValue()).isEqualTo("validation");
    assertThat(again.get("confusion_matrix"))
        .isEqualTo(json(fold.resolve("fold.json")).get("confusion_matrix"));
  }

  @Test
  void aRunThatWasKilledGoesOnWithTheFoldItWasIn() throws IOException {
    Path killed = root.resolve("killed");
    train(killed, "--quiet");
    Files.delete(killed.resolve("folds.json"));
    Files.delete(killed.resolve("fold-2/fold.json"));
    delete(killed.resolve("fold-3"));
    var untouched = Files.getLastModifiedTime(killed.resolve("fold-1/last.keras"));
    CommandRun resumed = CommandRun.of("train", "--resume", killed);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("Fold 2 of 3", "Fold 3 of 3").doesNotContain("Fold 1 of 3");
    assertThat(Files.getLastModifiedTime(killed.resolve("fold-1/last.keras"))).isEqualTo(untouched);
    assertThat(killed.resolve("predictions.csv"))
        .hasSameTextualContentAs(run.resolve("predictions.csv"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Test
  void moreEpochsGoOnInEveryFold() throws IOException {
    Path longer = root.resolve("longer");
    train(longer, "--quiet");
    CommandRun.of("train", "--resume", longer, "--epochs", 2, "--quiet");
    assertThat(Files.readAllLines(longer.resolve("fold-3/history.csv"))).hasSize(3);
  }

  @Test
  void allFoldsTogetherAreNoModel() {
    assertThat(CommandRun.of("evaluate", run).failure())
        .contains("models of several folds", run.resolve("fold-1").toString());
  }

  @Test
  void doesNotWriteOverACrossValidation() {
    assertThat(train(run).failure()).contains("Found a run in");
  }

  @Test
  void theReportIsJsonForScripts() throws IOException {
    JsonNode report = JSON.readTree(train(root.resolve("json"), "--json", "--quiet").out());
    assertThat(report.get("folds")).hasSize(3);
    assertThat(report.at("/metrics/f1/folds")).hasSize(3);
  }
}
