package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.format.KerasFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training of two epochs on few pictures, and every command after it. */
class WholePathTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path pictures;
  private static Path damaged;
  private static Path run;
  private static CommandRun training;

  @BeforeAll
  static void train() throws IOException {
    pictures = SamplePictures.in(root.resolve("beans"));
    damaged = SamplePictures.in(root.resolve("damaged"));
    Files.writeString(damaged.resolve("Dark/text.jpg"), "no picture");
    run = root.resolve("run");
    training = train(run, "--epochs", 2);
  }

  private static CommandRun train(Path out, Object... more) {
    Stream<Object> usual =
        Stream.of("train", pictures, "--out", out, "--image-size", "24x24", "--batch-size", 8);
    return CommandRun.of(Stream.concat(usual, Stream.of(more)).toArray());
  }

  private static Path picture(String name) {
    return pictures.resolve(name);
  }

  @Test
  void ends() {
    assertThat(training.code()).as(training.err()).isZero();
  }

  @Test
  void reportsTheAccuracyBesideWhatGuessingGives() {
    assertThat(training.out()).contains("Validation accuracy", "Always answering", "would give");
  }

  @Test
  void tellsOfEveryEpoch() {
    assertThat(training.err().lines().filter(line -> line.startsWith("Epoch "))).hasSize(2);
  }

  @Test
  void writesEverythingItNames() throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "best.keras",
              "last.keras",
              "report.txt",
              "report.html",
              "report.json",
              "confusion.png",
              "scores.csv",
              "samples.png",
              "curves.png",
              "curves.svg",
              "history.csv",
              "history.json",
              "manifest.json");
    }
  }

  @Test
  void theModelKnowsItsClassesAndItsRecipe() {
    KerasFile file = KerasFile.read(run.resolve("best.keras"));
    assertThat(file.assets().classNames().orElseThrow().names())
        .containsExactly("Dark", "Green", "Light", "Medium");
    assertThat(Manifest.recipe(file.assets()).orElseThrow().seed()).isEqualTo(42);
  }

  @Test
  void theManifestSaysOnWhatItWasComputed() throws IOException {
    JsonNode manifest = JSON.readTree(run.resolve("manifest.json").toFile());
    assertThat(manifest.at("/device").textValue()).isEqualTo("cpu");
    assertThat(manifest.at("/threads").isInt()).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameModel() {
    train(root.resolve("again"), "--epochs", 2, "--quiet");
    assertThat(KerasFile.read(root.resolve("again/last.keras")).weights())
        .isEqualTo(KerasFile.read(run.resolve("last.keras")).weights());
  }

  @Test
  void anInterruptedRunThatGoesOnGivesTheSameModel() {
    train(root.resolve("whole"), "--epochs", 3, "--quiet");
    train(root.resolve("parts"), "--epochs", 1, "--quiet");
    CommandRun resumed =
        CommandRun.of("train", "--resume", root.resolve("parts"), "--epochs", 3, "--quiet");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(KerasFile.read(root.resolve("parts/last.keras")).weights())
        .isEqualTo(KerasFile.read(root.resolve("whole/last.keras")).weights());
  }

  @Test
  void aResumedRunKeepsTheHistoryOfBefore() throws IOException {
    train(root.resolve("kept"), "--epochs", 1, "--quiet");
    CommandRun.of("train", "--resume", root.resolve("kept"), "--epochs", 2, "--quiet");
    assertThat(Files.readAllLines(root.resolve("kept/history.csv"))).hasSize(3);
  }

  @Test
  void doesNotWriteOverARun() {
    CommandRun second = train(run);
    assertThat(second.code()).isEqualTo(2);
    assertThat(second.failure()).contains("a run in", "--resume");
  }

  @Test
  void quietLeavesOnlyTheReport() {
    CommandRun quiet = train(root.resolve("quiet"), "--epochs", 1, "--quiet");
    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.out()).contains("Validation accuracy");
  }

  @Test
  void theReportIsJsonForScripts() throws IOException {
    CommandRun json = train(root.resolve("json"), "--epochs", 1, "--json");
    JsonNode report = JSON.readTree(json.out());
    assertThat(report.at("/evaluation/examples").intValue()).isEqualTo(8);
    assertThat(report.at("/history").size()).isEqualTo(1);
  }

  @Test
  void binaryLabelsMakeASingleOutput() throws IOException {
    Path two = root.resolve("two");
    for (String name : List.of("Dark", "Green")) {
      copy(picture(name), two.resolve(name));
    }
    CommandRun binary =
        CommandRun.of(
            "train",
            two,
            "--label-mode",
            "binary",
            "--epochs",
            1,
            "--image-size",
            "24x24",
            "--out",
            root.resolve("binary"),
            "--quiet");
    assertThat(binary.code()).as(binary.err()).isZero();
    assertThat(CommandRun.of("predict", root.resolve("binary"), two.resolve("Dark/dark00000.jpg")))
        .satisfies(each -> assertThat(each.out()).contains("Dark", "Green"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void meanSquaredErrorTrainsToo() {
    CommandRun other =
        train(
            root.resolve("mse"),
            "--epochs",
            1,
            "--loss",
            "mean_squared_error",
            "--optimizer",
            "rmsprop",
            "--quiet");
    assertThat(other.code()).as(other.err()).isZero();
  }

  @Test
  void callbacksStopARunAndTheReportSaysWhy() throws IOException {
    Path out = root.resolve("stopped");
    CommandRun run =
        train(
            out,
            "--epochs",
            50,
            "--monitor",
            "val_accuracy",
            "--callback",
            "early_stopping(monitor=val_accuracy, baseline=1.1, patience=2)");
    assertThat(run.out())
        .contains("EarlyStopping: val_accuracy has not improved", "whose val_accuracy is the best");
    assertThat(Files.readString(out.resolve("manifest.json"))).contains("\"EarlyStopping\"");
  }

  @Test
  void settingsAreWrittenAsInKerasAndKept() throws IOException {
    Path out = root.resolve("settings");
    CommandRun run =
        train(
            out,
            "--epochs",
            1,
            "--loss",
            "categorical_crossentropy(label_smoothing=0.1)",
            "--optimizer",
            "sgd(momentum=0.9, nesterov=true)",
            "--learning-rate",
            "exponential_decay(initial_learning_rate=0.01, decay_steps=2, decay_rate=0.5)",
            "--metric",
            "top_k_categorical_accuracy(k=2)");
    assertThat(run.err()).contains("SGD with learning rate ExponentialDecay from 0.01");
    assertThat(Files.readString(out.resolve("history.csv"))).contains("top_k_categorical_accuracy");
    assertThat(Files.readString(out.resolve("manifest.json")))
        .contains("\"label_smoothing\" : 0.1", "\"nesterov\" : true", "\"decay_rate\" : 0.5");
    assertThat(CommandRun.of("train", "--resume", out, "--epochs", 2).code()).isZero();
  }

  @Test
  void preparedPartsAreTakenAsTheyAre() throws IOException {
    Path parts = root.resolve("parts-of-data");
    for (String part : List.of("train", "test")) {
      for (String name : List.of("Dark", "Green")) {
        copy(picture(name), parts.resolve(part).resolve(name));
      }
    }
    Path out = root.resolve("run-of-parts");
    CommandRun divided =
        CommandRun.of("train", parts, "--epochs", 1, "--image-size", "24x24", "--out", out);
    assertThat(divided.err()).contains("20 pictures of 2 classes", "20 to validate with (test)");
    assertThat(CommandRun.of("evaluate", out, "--no-report").out())
        .contains("The test pictures.", "20 pictures");
  }

  @Test
  void aSplitOfPreparedPartsIsRefused() throws IOException {
    Path parts = root.resolve("more-parts");
    for (String part : List.of("train", "validation")) {
      copy(picture("Dark"), parts.resolve(part).resolve("Dark"));
      copy(picture("Green"), parts.resolve(part).resolve("Green"));
    }
    assertThat(CommandRun.of("train", parts, "--validation-split", "0.5").failure())
        .contains("leave out --validation-split");
  }

  @Test
  void leavesBrokenPicturesOutAndListsThem() {
    CommandRun leaving =
        CommandRun.of(
            "train",
            damaged,
            "--epochs",
            1,
            "--image-size",
            "24x24",
            "--max-broken",
            "0.2",
            "--out",
            root.resolve("leaving"));
    assertThat(leaving.code()).as(leaving.err()).isZero();
    assertThat(leaving.out()).contains("Dark/text.jpg");
  }

  @Test
  void doesNotGoOnWithOtherPictures() {
    assertThat(CommandRun.of("train", damaged, "--resume", run, "--epochs", 3).failure())
        .contains("Found 41 pictures", "expected 40");
  }

  @Test
  void evaluatesOnTheValidationPicturesOfTheTraining() {
    CommandRun evaluated = CommandRun.of("evaluate", "--no-report", run);
    assertThat(evaluated.out())
        .contains("The validation pictures of its training", "8 pictures, 4 classes", "precision");
  }

  @Test
  void evaluatesOnAllPicturesIfToldTo() {
    assertThat(CommandRun.of("evaluate", "--no-report", run, pictures, "--part", "all").out())
        .contains("40 pictures, 4 classes", "although the model has learnt from most");
  }

  @Test
  void listsBrokenPicturesWhenItEvaluates() {
    assertThat(CommandRun.of("evaluate", "--no-report", run, damaged).out())
        .contains("40 pictures, 4 classes", "1 broken picture left out:", "Dark/text.jpg");
  }

  @Test
  void evaluationIsJsonForScripts() throws IOException {
    JsonNode json = JSON.readTree(CommandRun.of("evaluate", "--no-report", run, "--json").out());
    assertThat(json.at("/part").textValue()).isEqualTo("validation");
    assertThat(json.at("/confusion_matrix").size()).isEqualTo(4);
  }

  @Test
  void drawsTheConfusionMatrix() {
    Path file = root.resolve("drawn/confusion.png");
    CommandRun.of("evaluate", "--no-report", run, "--confusion", file);
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void evaluatesPicturesOfFewerClasses() throws IOException {
    copy(picture("Medium"), root.resolve("few/Medium"));
    copy(picture("Green"), root.resolve("few/Green"));
    CommandRun evaluated = CommandRun.of("evaluate", "--no-report", run, root.resolve("few"));
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.out()).contains("20 pictures, 4 classes");
  }

  @Test
  void refusesPicturesOfClassesThatTheModelDoesNotKnow() throws IOException {
    copy(picture("Green"), root.resolve("strange/Green"));
    copy(picture("Green"), root.resolve("strange/Tea"));
    CommandRun evaluated = CommandRun.of("evaluate", "--no-report", run, root.resolve("strange"));
    assertThat(evaluated.code()).isEqualTo(2);
    assertThat(evaluated.failure()).contains("[Tea]");
  }

  @Test
  void predictsTheMostProbableClasses() {
    CommandRun predicted = CommandRun.of("predict", run, picture("Dark/dark00000.jpg"));
    assertThat(predicted.out())
        .containsPattern("dark00000\\.jpg  \\w+ [\\d.]+ %  \\w+ [\\d.]+ %, ");
  }

  @Test
  void predictsAFolderAsJsonLines() throws IOException {
    CommandRun predicted = CommandRun.of("predict", run, picture("Light"), "--json", "--top", 1);
    List<String> lines = predicted.out().lines().toList();
    assertThat(lines).hasSize(10);
    for (String line : lines) {
      assertThat(JSON.readTree(line).at("/top").size()).isEqualTo(1);
    }
  }

  @Test
  void predictsTheFilesOfAList() {
    String list = picture("Light/light00001.jpg") + "\n\n" + picture("Dark/dark00001.jpg") + "\n";
    assertThat(CommandRun.withInput(list, "predict", run, "-").out().lines()).hasSize(2);
  }

  @Test
  void aBrokenPictureDoesNotStopTheOthers() {
    CommandRun predicted =
        CommandRun.of(
            "predict", run, picture("Dark/text.jpg"), "nowhere.jpg", picture("Dark/dark00001.jpg"));
    assertThat(predicted.code()).isEqualTo(2);
    assertThat(predicted.out()).contains("dark00001.jpg");
    assertThat(predicted.err()).contains("text.jpg: ", "nowhere.jpg: found no such file");
  }

  @Test
  void summarisesTheTrainedModel() {
    assertThat(CommandRun.of("summary", run).out()).contains("conv2d_2", "Dark, Green");
  }

  @Test
  void summarisesAKnownModelAsJson() throws IOException {
    JsonNode json = JSON.readTree(CommandRun.of("summary", "small-cnn", "--json").out());
    assertThat(json.at("/parameters").intValue()).isEqualTo(122_570);
  }

  @Test
  void plotsTheCurvesElsewhere() {
    CommandRun plotted = CommandRun.of("plot", run, "--out", root.resolve("figures"));
    assertThat(plotted.code()).as(plotted.err()).isZero();
    assertThat(root.resolve("figures/curves.svg")).isNotEmptyFile();
    assertThat(root.resolve("figures/curves.png")).isNotEmptyFile();
  }

  @Test
  void plotsTheSameFromTheCsvFile() throws IOException {
    CommandRun.of("plot", run.resolve("history.csv"), "--out", root.resolve("csv"), "--title", "A");
    CommandRun.of("plot", run, "--out", root.resolve("json-plot"), "--title", "A");
    assertThat(root.resolve("csv/curves.svg"))
        .hasSameTextualContentAs(root.resolve("json-plot/curves.svg"));
  }

  @Test
  void countsThePicturesOfEachClass() throws IOException {
    CommandRun data = CommandRun.of("data", damaged, "--json");
    JsonNode json = JSON.readTree(data.out());
    assertThat(json.at("/parts/0/classes/Dark").intValue()).isEqualTo(11);
    assertThat(json.at("/parts/0/broken/0/name").textValue()).isEqualTo("Dark/text.jpg");
  }

  @Test
  void drawsLabelledPictures() {
    Path grid = root.resolve("grid.png");
    CommandRun data = CommandRun.of("data", damaged, "--grid", grid);
    assertThat(data.out()).contains("41 pictures of 4 classes", "Broken    1 picture", "grid.png");
    assertThat(grid).isNotEmptyFile();
  }
}
