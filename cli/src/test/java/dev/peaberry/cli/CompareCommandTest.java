package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are compared on the pictures that all of them were judged on. */
class CompareCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path good;
  private static Path poor;
  private static Path otherSplit;

  @BeforeAll
  static void train() {
    Path pictures = SamplePictures.in(root.resolve("beans"));
    good = train(pictures, "good", "--epochs", "3", "--learning-rate", "0.003");
    poor = train(pictures, "deep/poor", "--epochs", "1", "--optimizer", "sgd");
    otherSplit = train(pictures, "other", "--epochs", "1", "--seed", "7");
  }

  private static Path train(Path pictures, String name, String... more) {
    Path run = root.resolve(name);
    List<Object> arguments =
        new ArrayList<>(List.of("train", pictures, "--image-size", "24x24", "--out", run));
    arguments.addAll(List.of(more));
    CommandRun trained = CommandRun.of(arguments.toArray());
    assertThat(trained.code()).as(trained.err()).isZero();
    return run;
  }

  private static JsonNode compare(Object... runs) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("compare", "--json"));
    arguments.addAll(List.of(runs));
    CommandRun run = CommandRun.of(arguments.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private static Path copyOf(Path run, String name) throws IOException {
    Path copy = Files.createDirectories(root.resolve(name));
    for (String file : List.of("manifest.json", "history.json", "scores.csv", "report.txt")) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  @Test
  void tellsTheAccuracyThatTheRunItselfTells() throws IOException {
    JsonNode run = compare(good, poor).get("runs").get(0);
    String percent = Quantity.percent(run.get("accuracy").asDouble());
    assertThat(Files.readString(good.resolve("report.txt")))
        .startsWith("Validation accuracy " + percent);
  }

  @Test
  void listsThePicturesThatOnlyOneGetsRight() throws IOException {
    JsonNode comparison = compare(good, poor);
    JsonNode pair = comparison.get("pairs").get(0);
    assertThat(pair.get("pictures_only_first_right")).hasSize(pair.get("only_first_right").asInt());
    long difference =
        comparison.get("runs").get(0).get("right").asLong()
            - comparison.get("runs").get(1).get("right").asLong();
    assertThat(pair.get("only_first_right").asLong() - pair.get("only_second_right").asLong())
        .isEqualTo(difference);
  }

  @Test
  void tellsOnlySettingsThatDiffer() throws IOException {
    List<String> names = new ArrayList<>();
    compare(good, poor).get("settings").fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactlyInAnyOrder(
            "epochs", "training.optimizer", "training.optimizer.learning_rate");
  }

  @Test
  void comparesOnThePicturesInCommon() throws IOException {
    JsonNode comparison = compare(good, otherSplit);
    int shared = comparison.get("pictures").asInt();
    assertThat(shared).isBetween(1, 7);
    assertThat(comparison.get("conclusions").get(0).asText())
        .isEqualTo(
            "Compared on the %s that all were judged on; each was judged on 8."
                .formatted(Quantity.of(shared, "pictures")));
  }

  @Test
  void doesNotCallChanceADifference() throws IOException {
    Path twin = copyOf(good, "twin");
    assertThat(compare(good, twin).get("conclusions").get(1).asText())
        .isEqualTo("good and twin are right and wrong on the same pictures.");
  }

  @Test
  void saysThatDataHaveOtherNames() throws IOException {
    Path renamed = copyOf(good, "renamed");
    String manifest = Files.readString(renamed.resolve("manifest.json"));
    Files.writeString(renamed.resolve("manifest.json"), manifest.replace("/beans\"", "/peas\""));
    assertThat(compare(good, renamed).get("conclusions").get(1).asText())
        .startsWith("The runs name different data, " + root.resolve("beans") + " and ")
        .endsWith("pictures of one name and class are taken for the same.");
  }

  @Test
  void writesThePageAndTheCurves() {
    Path page = root.resolve("page.html");
    CommandRun run = CommandRun.of("compare", good, poor, "--out", page);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(page).content().contains("data:image/jpeg;base64,", "deep/poor");
    assertThat(root.resolve("page.png")).isNotEmptyFile();
    assertThat(root.resolve("page.svg")).isNotEmptyFile();
  }

  @Test
  void doesWithoutThePicturesWhereTheyAreGone() throws IOException {
    Path moved = copyOf(good, "moved");
    Path twin = copyOf(good, "moved-too");
    for (Path run : List.of(moved, twin)) {
      String manifest = Files.readString(run.resolve("manifest.json"));
      Files.writeString(run.resolve("manifest.json"), manifest.replace("/beans\"", "/gone\""));
    }
    CommandRun run = CommandRun.of("compare", moved, twin, "--out", root.resolve("gone.html"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("Note: the page shows no pictures: Found no ");
  }

  @Test
  void refusesLessThanTwoRuns() {
    refuses("Found 1 run, expected 2 to 12", good);
  }

  @Test
  void refusesTheSameRunTwice() {
    refuses("twice, expected different runs", good, root.resolve("deep/../good"));
  }

  @Test
  void refusesAFolderThatIsNoRun() {
    refuses("Found no manifest.json in " + root.resolve("beans"), good, root.resolve("beans"));
  }

  @Test
  void refusesARunWithoutScores() throws IOException {
    Path copy = copyOf(good, "unfinished");
    Files.delete(copy.resolve("scores.csv"));
    refuses("Found no scores.csv in " + copy, good, copy);
  }

  @Test
  void refusesDamagedScores() throws IOException {
    Path copy = copyOf(good, "damaged");
    Files.writeString(copy.resolve("scores.csv"), "path,label,Dark,Green\nx,Dark,1,2\n");
    refuses("scores.csv, line 2: found '2', expected a probability", good, copy);
  }

  @Test
  void refusesRunsOnOtherClasses() throws IOException {
    Path copy = copyOf(good, "cats");
    Files.writeString(copy.resolve("scores.csv"), "path,label,cat,dog\nx,cat,1,0\n");
    refuses("[cat, dog], expected the same to compare; choose runs on the same data", good, copy);
  }

  @Test
  void refusesRunsWithoutAPictureInCommon() throws IOException {
    Path copy = copyOf(good, "others");
    Files.writeString(
        copy.resolve("scores.csv"),
        Files.readString(copy.resolve("scores.csv")).replace(".jpg", ".png"));
    refuses("Found no picture that all 2 were judged on", good, copy);
  }

  private static void refuses(String message, Object... runs) {
    List<Object> arguments = new ArrayList<>(List.of("compare"));
    arguments.addAll(List.of(runs));
    CommandRun run = CommandRun.of(arguments.toArray());
    assertThat(run.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.failure()).contains(message);
  }
}
