package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Softmax;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  @TempDir Path temp;
  private Path photos;

  @BeforeEach
  void aFolderWithABrokenPictureAndACopy() throws IOException {
    photos = temp.resolve("photos");
    SamplePictures.in(photos);
    Path dark = photos.resolve("Dark");
    Files.write(dark.resolve("text.jpg"), new byte[] {1, 2, 3});
    try (var files = Files.list(dark)) {
      Path first =
          files.filter(file -> !file.endsWith("text.jpg")).sorted().findFirst().orElseThrow();
      Files.copy(first, dark.resolve("zz.jpg"));
    }
  }

  @Test
  void tellsWhatIsWrongTheWorstFirst() {
    assertThat(run().out())
        .containsSubsequence(
            "Broken files: 1 file", "Identical files in one class: 1 group, 2 files");
  }

  @Test
  void succeedsWithFindings() {
    assertThat(run().code()).isZero();
  }

  @Test
  void failsOnErrorsIfStrict() {
    assertThat(run("--strict").code()).isEqualTo(1);
  }

  @Test
  void printsFindingsAsJson() throws IOException {
    JsonNode json = new ObjectMapper().readTree(run("--json").out());
    assertThat(json.at("/findings/0/fault").textValue()).isEqualTo("broken");
    assertThat(json.at("/findings/0/cases/0/pictures/0/name").textValue())
        .isEqualTo("Dark/text.jpg");
  }

  @Test
  void writesJsonToAFile() throws IOException {
    Path file = temp.resolve("out.json");
    CommandRun run = run("--json", file);
    assertThat(new ObjectMapper().readTree(file.toFile()).at("/findings/0/severity").textValue())
        .isEqualTo("error");
    assertThat(run.out()).contains("Broken files");
  }

  @Test
  void doesNotTakeDataForTheFileToWrite() {
    CommandRun run = CommandRun.of("data", "--json", photos);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("ends in .json or -");
  }

  @Test
  void writesAPage() {
    Path page = temp.resolve("page.html");
    run("--html", page);
    assertThat(page).content().contains("Dark/text.jpg");
  }

  @Test
  void writesACleanList() {
    Path list = temp.resolve("clean.csv");
    CommandRun run = run("--write-manifest", list);
    assertThat(run.out()).contains("2 left out");
    assertThat(list).content().contains("path,label,split").doesNotContain("text.jpg", "zz.jpg");
  }

  @Test
  void looksForCopiesAcrossTheSplitOfATraining() {
    CommandRun run = run("--validation-split", "0.5", "--seed", "1", "--json");
    assertThat(run.out()).contains("\"part\" : \"train\"", "\"part\" : \"validation\"");
  }

  @Test
  void listsLabelsThatAModelDoubts() throws IOException {
    Path model = temp.resolve("model.keras");
    sureOfTheLastClass().write(model);
    JsonNode json = new ObjectMapper().readTree(run("--model", model, "--json").out());
    JsonNode doubted = json.at("/findings/1");
    assertThat(doubted.get("fault").textValue()).isEqualTo("suspicious-label");
    // 10 of each of the other three classes, and the copy; the broken one is not asked about.
    assertThat(doubted.get("pictures").intValue()).isEqualTo(31);
    assertThat(doubted.at("/cases/0/note").textValue()).isEqualTo("taken for class 3 with 100.0 %");
    assertThat(doubted.findValuesAsText("name"))
        .contains("Dark/zz.jpg")
        .doesNotContain("Dark/text.jpg");
  }

  @Test
  void listsLabelsThatAreDoubtfulByTheScoresOfACrossValidation() throws IOException {
    Path scores = temp.resolve("scores.csv");
    Files.writeString(
        scores,
        """
        path,label,Dark,Green
        Dark/dark00000.jpg,Dark,0.9,0.1
        Dark/dark00001.jpg,Dark,0.05,0.95
        Dark/gone.jpg,Dark,0.01,0.99
        Green/green00000.jpg,Green,0.2,0.8
        Green/green00001.jpg,Green,0.7,0.3
        """);
    JsonNode json = new ObjectMapper().readTree(run("--scores", scores, "--json").out());
    JsonNode doubted = json.at("/findings/1");
    assertThat(doubted.get("fault").textValue()).isEqualTo("suspicious-label");
    assertThat(doubted.findValuesAsText("name"))
        .containsExactly("Dark/dark00001.jpg", "Green/green00001.jpg");
    assertThat(doubted.at("/cases/0/note").textValue())
        .isEqualTo("rather Green with 95.0 %, its own class has 5.0 %");
  }

  @Test
  void refusesScoresOfOtherPictures() throws IOException {
    Path scores =
        Files.writeString(temp.resolve("scores.csv"), "path,label,a,b\nx.jpg,a,0.9,0.1\n");
    CommandRun run = run("--scores", scores);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("Found none of the pictures", "such as x.jpg");
  }

  @Test
  void refusesARunWithoutScores() {
    assertThat(run("--scores", temp).failure()).contains("Found no scores.csv", "train --folds");
  }

  /** A model without class names that gives the last class nearly all, whatever it sees. */
  private static KerasFile sureOfTheLastClass() {
    Model model =
        Sequential.withInput(Shape.of(8, 8, 3))
            .add(Flatten.of())
            .add("scores", Dense.of(4))
            .add(Softmax.of())
            .build();
    Map<String, FloatArray> weights = new HashMap<>(model.initialWeights(Seed.of(1)).asMap());
    weights.replaceAll(
        (name, value) ->
            value.shape().equals(Shape.of(4))
                ? new FloatArray(Shape.of(4), new float[] {0, 0, 0, 20})
                : FloatArray.zeros(value.shape()));
    return KerasFile.of(model, Weights.of(weights));
  }

  @Test
  void saysHowToReadAListThatLiesElsewhere(@TempDir Path elsewhere) {
    Path list = elsewhere.resolve("clean.csv");
    CommandRun run = run("--write-manifest", list);
    assertThat(run.out()).contains("peaberry train " + list + " --root " + photos);
    assertThat(CommandRun.of("data", list, "--root", photos, "--no-grid").out())
        .contains("40 pictures");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void listsLinksOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
    Path outside = elsewhere.resolve("x.jpg");
    Files.move(photos.resolve("Dark/zz.jpg"), outside);
    Files.createSymbolicLink(photos.resolve("Dark/link.jpg"), outside);
    CommandRun run = run();
    assertThat(run.out()).contains("Links out of the folder: 1 file", "Dark/link.jpg");
  }

  @Test
  void dividesAsTrainingDoes() {
    CommandRun whole = run("--group-by", "(.)\\.jpg$", "--json");
    assertThat(whole.out()).contains("\"part\" : \"train\"", "\"part\" : \"validation\"");
    assertThat(run("--keep-copies-together", "--json").out()).doesNotContain("\"leak\"");
    assertThat(run("--group-by", "([").failure()).contains("expected a regular expression");
  }

  private CommandRun run(Object... more) {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = "data";
    arguments[1] = photos;
    arguments[2] = "--no-grid";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CommandRun.of(arguments);
  }
}
