package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.predict.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The ways to divide pictures, and to make up for rare classes, from the command line. */
class SplitFlagsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path pictures;

  @BeforeAll
  static void draw() {
    pictures = SamplePictures.in(root.resolve("beans"));
  }

  private static CommandRun train(Path data, Path out, Object... more) {
    Stream<Object> usual =
        Stream.of("train", data, "--out", out, "--image-size", "24x24", "--epochs", 1);
    return CommandRun.of(Stream.concat(usual, Stream.of(more)).toArray());
  }

  private static JsonNode evaluate(Path run) throws IOException {
    return JSON.readTree(CommandRun.of("evaluate", run, "--json").out());
  }

  private static JsonNode manifest(Path run) throws IOException {
    return JSON.readTree(run.resolve("manifest.json").toFile());
  }

  @Test
  void aStratifiedSplitIsInTheManifestAndEvaluatedAgain() throws IOException {
    Path run = root.resolve("stratified");
    CommandRun training = train(pictures, run, "--split", "stratified", "--json");
    JsonNode judged = JSON.readTree(training.out()).get("evaluation");
    assertThat(manifest(run).at("/recipe/split/kind").textValue()).isEqualTo("stratified");
    assertThat(evaluate(run).get("confusion_matrix")).isEqualTo(judged.get("confusion_matrix"));
    judged.get("classes").forEach(each -> assertThat(each.get("support").intValue()).isEqualTo(2));
  }

  @Test
  void groupsAreFoundInNamesAndKeptTogether() throws IOException {
    Path run = root.resolve("grouped");
    CommandRun training = train(pictures, run, "--group-by", "(\\d)\\.jpg$");
    assertThat(training.code()).as(training.err()).isZero();
    assertThat(training.err()).contains("Split: grouped; 10 groups stay together");
    assertThat(manifest(run).get("groups").intValue()).isEqualTo(10);
    assertThat(evaluate(run).get("examples").intValue()).isEqualTo(8);
  }

  @Test
  void copiesStayTogether() throws IOException {
    Path copied = SamplePictures.in(root.resolve("copied"));
    for (int i = 0; i < 10; i++) {
      String name = "Dark/dark0000" + i + ".jpg";
      Files.copy(copied.resolve(name), copied.resolve("Dark/again" + i + ".jpg"));
    }
    Path run = root.resolve("together");
    CommandRun training = train(copied, run, "--keep-copies-together");
    assertThat(training.err())
        .contains("10 groups stay together; 10 groups of copies found")
        .doesNotContain("duplicates-across-split");
    assertThat(manifest(run).at("/recipe/split/copies")).hasSize(10);
    assertThat(evaluate(run).get("examples").intValue()).isEqualTo(10);
  }

  @Test
  void weightsAndSamplingAreInTheManifest() throws IOException {
    Path run = root.resolve("weighted");
    CommandRun training =
        train(pictures, run, "--class-weights", "Dark=2.5", "--sampling", "square-root");
    assertThat(training.code()).as(training.err()).isZero();
    assertThat(manifest(run).at("/recipe/balancing/class_weights").textValue())
        .isEqualTo("Dark=2.5");
    assertThat(manifest(run).at("/recipe/balancing/sampling").textValue()).isEqualTo("square-root");
    assertThat(manifest(run).at("/class_weights/Dark").doubleValue()).isEqualTo(2.5);
    assertThat(manifest(run).at("/class_weights/Light").doubleValue()).isEqualTo(1);
  }

  @Test
  void weightsTogetherWithASamplingAreWarnedOf() {
    CommandRun training =
        train(
            pictures,
            root.resolve("twice"),
            "--class-weights",
            "balanced",
            "--sampling",
            "balanced");
    assertThat(training.err()).contains("balanced-twice");
  }

  @Test
  void aSampledTrainingThatGoesOnGivesTheSameNumbers() throws IOException {
    Path whole = root.resolve("whole");
    Path parts = root.resolve("parts");
    for (Path run : List.of(whole, parts)) {
      train(pictures, run, "--sampling", "balanced", "--steps-per-epoch", 3, "--quiet");
    }
    CommandRun.of("train", "--resume", whole, "--epochs", 3, "--quiet");
    for (int epochs : List.of(2, 3)) {
      CommandRun.of("train", "--resume", parts, "--epochs", epochs, "--quiet");
    }
    assertThat(losses(parts)).isEqualTo(losses(whole));
  }

  private static String losses(Path run) throws IOException {
    return JSON.readTree(run.resolve("history.json").toFile()).findValuesAsText("loss").toString();
  }

  @Test
  void aManifestOfBeforeHasKerasSplit() {
    Recipe now = Recipe.fromJson(recipe(Division.of(SplitKind.KERAS, 0.3)).toJson());
    Map<String, Object> before = now.toJson();
    before.remove("split");
    before.remove("balancing");
    before.remove("network");
    before.remove("phases");
    before.put("model", "small-cnn");
    before.put("validation_split", 0.3);
    assertThat(Recipe.fromJson(before)).isEqualTo(now);
  }

  private static Recipe recipe(Division division) {
    return new Recipe(
        "beans",
        40,
        Network.named("small-cnn"),
        ImageSize.square(16),
        Preprocessing.DEFAULT,
        List.of(),
        Optional.empty(),
        CommandLine.populateCommand(new TrainingFlags()).settings(false, false),
        List.of(),
        32,
        1,
        Optional.empty(),
        Optional.of(division),
        Balancing.NONE,
        42,
        Optional.empty());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        bad("expected keras, per-class, stratified or grouped", "--split", "random"),
        bad("did you mean 'stratified'", "--split", "stratifed"),
        bad("Found no groups among 40 pictures", "--split", "grouped"),
        bad("expected a regular expression", "--group-by", "(["),
        bad("with 0 capturing groups, expected one", "--group-by", "dark"),
        bad("with 2 capturing groups, expected one", "--group-by", "(a)(b)"),
        bad("in none of 40 names", "--group-by", "person(\\d+)"),
        bad("expected --split grouped", "--group-by", "(a)", "--split", "keras"),
        bad("expected stratified or grouped", "--keep-copies-together", "--split", "keras"),
        bad("2 to 1000", "--folds", "1"),
        bad("take fewer folds", "--folds", "41"),
        bad("expected keras, stratified or grouped", "--folds", "3", "--split", "per-class"),
        bad("leave one of them out", "--folds", "3", "--validation-split", "0.3"),
        bad("expected none, balanced, effective", "--class-weights", "heavy"),
        bad("Found the beta 1", "--class-weights", "effective(beta=1)"),
        bad("expected none, balanced, effective", "--class-weights", "effective(gamma=1)"),
        bad("NAME=WEIGHT", "--class-weights", "Dark=heavy"),
        bad("NAME=WEIGHT", "--class-weights", "Dark=-1"),
        bad("did you mean 'Dark'", "--class-weights", "Darg=2"),
        bad("a power from 0 to 1", "--sampling", "often"),
        bad("a power from 0 to 1", "--sampling", "2"));
  }

  private static Arguments bad(String message, Object... arguments) {
    return Arguments.of(message, arguments);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatIsWrong(String message, Object... arguments) {
    CommandRun run = train(pictures, root.resolve("never"), arguments);
    assertThat(run.failure()).contains(message);
    assertThat(run.code()).isEqualTo(2);
    assertThat(root.resolve("never")).doesNotExist();
  }

  @Test
  void dividedPicturesAreNotDividedAgain() throws IOException {
    Path divided = root.resolve("divided");
    SamplePictures.in(divided.resolve("train"));
    SamplePictures.in(divided.resolve("test"));
    assertThat(train(divided, root.resolve("never"), "--folds", 3, "--split", "keras").failure())
        .contains("has pictures to validate with of its own (test); leave out --split and --folds");
  }
}
