package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is judged on pictures that have suffered. */
class StressCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path pictures;
  private static Path run;

  @BeforeAll
  static void train() {
    pictures = SamplePictures.in(root.resolve("beans"));
    run = root.resolve("run");
    CommandRun trained =
        CommandRun.of("train", pictures, "--image-size", "24x24", "--epochs", "2", "--out", run);
    assertThat(trained.code()).as(trained.err()).isZero();
  }

  private static JsonNode stress(Object... arguments) throws IOException {
    List<Object> all = new ArrayList<>(List.of("stress", run, "--json"));
    all.addAll(List.of(arguments));
    CommandRun stressed = CommandRun.of(all.toArray());
    assertThat(stressed.code()).as(stressed.err()).isZero();
    return JSON.readTree(stressed.out());
  }

  @Test
  void tellsThePlainAccuracyThatEvaluateTells() throws IOException {
    JsonNode evaluated = JSON.readTree(CommandRun.of("evaluate", run, "--json").out());
    JsonNode stressed = stress("--corruption", "jpeg");
    assertThat(stressed.get("accuracy")).isEqualTo(evaluated.get("accuracy"));
    assertThat(stressed.get("pictures")).isEqualTo(evaluated.get("examples"));
  }

  @Test
  void triesElevenKindsOfCorruptionAtFiveSeverities() throws IOException {
    JsonNode corruptions = stress().get("corruptions");
    assertThat(corruptions).hasSize(11);
    assertThat(corruptions).allMatch(each -> each.get("accuracies").size() == 5);
  }

  @Test
  void triesOnlyWhatItIsTold() throws IOException {
    JsonNode corruptions = stress("--corruption", "rotation,gaussian-noise").get("corruptions");
    assertThat(corruptions)
        .extracting(each -> each.get("name").asText())
        .containsExactly("rotation", "gaussian-noise");
  }

  @Test
  void givesTheSameFiguresForASeed() throws IOException {
    Object[] wanted = {"--corruption", "shot-noise,motion-blur", "--seed", "7"};
    assertThat(stress(wanted).get("corruptions")).isEqualTo(stress(wanted).get("corruptions"));
  }

  @Test
  void looksAtASampleOfEachClass() throws IOException {
    JsonNode sample =
        stress(pictures, "--part", "all", "--pictures", "12", "--corruption", "contrast");
    assertThat(sample.get("pictures").asInt()).isEqualTo(12);
    assertThat(sample.get("baseline_accuracy").asDouble()).isEqualTo(0.25);
  }

  @Test
  void tellsWhatSeveralViewsBringAndCost() throws IOException {
    JsonNode views = stress("--corruption", "scale").get("test_time");
    assertThat(views).extracting(each -> each.get("views").asInt()).containsExactly(2, 10);
    JsonNode flipped = JSON.readTree(CommandRun.of("evaluate", run, "--flip", "--json").out());
    assertThat(views.get(0).get("accuracy")).isEqualTo(flipped.get("accuracy"));
    assertThat(views).allMatch(each -> each.get("price").asDouble() > 0);
  }

  @Test
  void printsATableAndWritesAPage() {
    Path page = root.resolve("stress.html");
    CommandRun stressed = CommandRun.of("stress", run, "--corruption", "pixelate", "--out", page);
    assertThat(stressed.code()).as(stressed.err()).isZero();
    assertThat(stressed.out())
        .contains("changed at 24x24 pixels", "picture and mirror image", "Written to " + page);
    assertThat(stressed.out().lines())
        .anyMatch(line -> line.matches("Corruption +1 +2 +3 +4 +5 +mean +points"))
        .anyMatch(line -> line.matches("pixelate( +[\\d.]+ %){6} +[-+][\\d.]+"));
    assertThat(page).content().contains("\"name\":\"pixelate\"", "data:image/jpeg;base64,");
  }

  @Test
  void refusesAnUnknownCorruption() {
    refuses("found 'blur', expected gaussian-noise, shot-noise,", run, "--corruption", "blur");
  }

  @Test
  void refusesNoPictures() {
    refuses("found '0', expected a whole number", run, "--pictures", "0");
  }

  @Test
  void refusesAFolderWithoutAModel() {
    refuses("Found no model in the folder " + pictures, pictures, pictures);
  }

  @Test
  void refusesDataThatAreNotThere() {
    refuses("Found no " + root.resolve("nowhere"), run, root.resolve("nowhere"));
  }

  @Test
  void refusesAPageOfAnotherName() {
    refuses("expected a file name that ends in .html", run, "--out", "stress.txt");
  }

  private static void refuses(String message, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("stress"));
    all.addAll(List.of(arguments));
    CommandRun stressed = CommandRun.of(all.toArray());
    assertThat(stressed.code()).isEqualTo(Failures.BAD_INPUT);
    assertThat(stressed.failure()).contains(message);
  }
}
