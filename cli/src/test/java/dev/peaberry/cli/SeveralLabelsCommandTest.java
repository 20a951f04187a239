package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that show several classes, from training to prediction. */
class SeveralLabelsCommandTest {
  @TempDir static Path root;

  private static Path list;
  private static Path run;
  private static Path picture;
  private static CommandRun trained;

  @BeforeAll
  static void train() throws IOException {
    Path pictures = SamplePictures.in(root.resolve("pictures"));
    List<Path> files;
    try (Stream<Path> below = Files.walk(pictures)) {
      files = below.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    picture = files.get(0);
    StringBuilder rows = new StringBuilder("path,label\n");
    for (Path file : files) {
      String label = file.getParent().getFileName().toString();
      String roasted = label.equals("Green") ? "" : "|roasted";
      rows.append("%s,%s%s%n".formatted(root.relativize(file), label, roasted));
    }
    list = Files.writeString(root.resolve("list.csv"), rows);
    run = root.resolve("run");
    trained = CommandRun.of("train", list, "--quiet", "--epochs", 1, "--out", run);
    assertThat(trained.err()).isEmpty();
    assertThat(trained.code()).isZero();
  }

  @Test
  void trainReportsEachClassByItself() {
    assertThat(trained.out())
        .contains("Validation F1")
        .contains("all classes right and no others")
        .containsPattern("roasted +\\d\\.\\d{3}");
    assertThat(run.resolve("samples.png")).isRegularFile();
    assertThat(run.resolve("confusion.png")).doesNotExist();
  }

  @Test
  void theRunSaysHowLabelsWereEncoded() throws IOException {
    assertThat(Files.readString(run.resolve("manifest.json")))
        .contains("\"label_mode\" : \"multi_hot\"")
        .contains("BinaryCrossentropy")
        .doesNotContain("metric-mismatch");
    assertThat(Files.readString(run.resolve("history.csv"))).contains("binary_accuracy");
  }

  @Test
  void itGoesOn() {
    CommandRun resumed = CommandRun.of("train", "--resume", run, "--epochs", 2, "--quiet");
    assertThat(resumed.code()).isZero();
    assertThat(resumed.out()).contains("of 2.");
  }

  @Test
  void evaluateGivesScoresOfEachClass() {
    CommandRun judged = CommandRun.of("evaluate", run, "--quiet");
    assertThat(judged.code()).isZero();
    assertThat(judged.out())
        .contains("8 pictures, 5 classes, several at once")
        .contains("exact match")
        .contains("micro average");
  }

  @Test
  void evaluateGivesTheSameAsJson() {
    CommandRun judged = CommandRun.of("evaluate", run, "--quiet", "--json");
    assertThat(judged.out()).contains("\"several_labels\" : true").contains("\"exact_match\"");
  }

  @Test
  void thereIsNoConfusionMatrix() {
    CommandRun judged = CommandRun.of("evaluate", run, "--confusion", root.resolve("x.png"));
    assertThat(judged.code()).isEqualTo(2);
    assertThat(judged.failure())
        .contains("Found --confusion or --report with a model that may find several");
  }

  @Test
  void predictNamesEveryClassThatIsLikely() {
    CommandRun found = CommandRun.of("predict", run, picture, "--json");
    assertThat(found.code()).isZero();
    assertThat(found.out()).contains("\"labels\":[").contains("\"top\":[{");
  }

  @Test
  void explainShowsWhatSpeaksForOneOfTheClasses() {
    CommandRun explained =
        CommandRun.of(
            "explain",
            run,
            picture,
            "--class",
            "roasted",
            "--json",
            "--quiet",
            "--out",
            root.resolve("explained"));
    assertThat(explained.code()).as(explained.err()).isZero();
    assertThat(explained.out()).contains("\"explained\":\"roasted\"");
  }

  @Test
  void checkFindsNoMistake() {
    CommandRun checked = CommandRun.of("check", list);
    assertThat(checked.out()).doesNotContain("label-encoding").doesNotContain("metric-mismatch");
    assertThat(checked.code()).isZero();
  }

  @Test
  void foldsReportMeanAndDeviation() throws IOException {
    Path folds = root.resolve("folds");
    CommandRun trained =
        CommandRun.of(
            "train",
            list,
            "--folds",
            2,
            "--split",
            "stratified",
            "--epochs",
            1,
            "--image-size",
            "24x24",
            "--quiet",
            "--out",
            folds);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out())
        .containsPattern("Validation F1 over all classes \\d\\.\\d{3} ± \\d\\.\\d{3}")
        .contains("All 40 pictures", "binary_accuracy", "exact_match");
    JsonNode json = new ObjectMapper().readTree(folds.resolve("folds.json").toFile());
    assertThat(json.at("/out_of_fold/examples").intValue()).isEqualTo(40);
    assertThat(json.at("/metrics/f1/folds")).hasSize(2);
    assertThat(Files.readAllLines(folds.resolve("predictions.csv")))
        .hasSize(41)
        .anyMatch(line -> line.contains(",Dark|roasted,"));
    assertThat(folds.resolve("confusion.png")).doesNotExist();
  }

  @Test
  void foldsAreReportedAgainFromTheirFiles() throws IOException {
    Path folds = root.resolve("folds-again");
    CommandRun.of(
        "train",
        list,
        "--folds",
        2,
        "--epochs",
        1,
        "--image-size",
        "24x24",
        "--quiet",
        "--out",
        folds);
    String report = Files.readString(folds.resolve("folds.json"));
    Files.delete(folds.resolve("folds.json"));
    assertThat(CommandRun.of("train", "--resume", folds, "--quiet").code()).isZero();
    assertThat(folds.resolve("folds.json")).hasContent(report);
  }

  @Test
  void anotherLabelModeIsRefused() {
    CommandRun refused = CommandRun.of("train", list, "--label-mode", "int");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.failure())
        .contains("Found the label mode int and pictures with several labels, expected multi_hot");
  }

  @Test
  void aLossOfOneRightClassIsRefused() {
    CommandRun refused = CommandRun.of("train", list, "--loss", "categorical_crossentropy");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.failure()).contains("expected one that judges each class by itself");
  }
}
