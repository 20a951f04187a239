package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.activation.Activation;
import dev.peaberry.config.Progress;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.lint.Finding;
import dev.peaberry.lint.Rules;
import dev.peaberry.lint.Severity;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path pictures;
  private static Path bad;

  @BeforeAll
  static void write() throws IOException {
    pictures = SamplePictures.in(root.resolve("beans"));
    bad = root.resolve("bad.keras");
    Model model =
        Sequential.withInput(Shape.of(24, 24, 3))
            .add(Conv2D.of(4, 3).withActivation(Activation.RELU))
            .add(Flatten.of())
            .add("scores", Dense.of(3).withActivation(Activation.RELU))
            .build();
    KerasFile.of(model, model.initialWeights(Seed.of(1)))
        .withCompileConfig(
            Map.of(
                "loss",
                Map.of(
                    "class_name",
                    "SparseCategoricalCrossentropy",
                    "config",
                    Map.of("from_logits", true))))
        .write(bad);
  }

  @Test
  void aUsualTrainingHasOnlyFewPictures() {
    CommandRun run = CommandRun.of("check", pictures);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Training small-cnn", "tiny-class", "0 errors, 1 warning");
  }

  @Test
  void checksWhatTrainWouldDoWithTheSameFlags() {
    CommandRun run = CommandRun.of("check", pictures, "--learning-rate", "5");
    assertThat(run.out()).contains("learning-rate", "found learning rate 5");
  }

  @Test
  void findsErrorsInAModelFile() {
    CommandRun run = CommandRun.of("check", bad);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("error activated-logits", "scores", "missing-rescaling");
  }

  @Test
  void checksWhetherAModelAndPicturesFit() {
    CommandRun run = CommandRun.of("check", bad, pictures);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("output-width", "3 outputs for 4 classes");
  }

  @Test
  void aModelThatNamesItsClassesGoesByTheirNames() throws IOException {
    Path named = root.resolve("named.keras");
    KerasFile.read(bad)
        .withAssets(Assets.NONE.withClassNames(new ClassNames(List.of("Dark", "Green", "Light"))))
        .write(named);
    CommandRun run = CommandRun.of("check", named, pictures);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("[Medium]", "does not know");
  }

  @Test
  void aRuleCanBeAllowed() {
    CommandRun run =
        CommandRun.of("check", bad, "--allow", "activated-logits,missing-rescaling", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\"findings\" : [ ]");
  }

  @Test
  void aMisspeltRuleIsNotAllowedInSilence() {
    CommandRun run = CommandRun.of("train", pictures, "--allow", "tiny-clas");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("did you mean 'tiny-class'?", "check --list");
  }

  @Test
  void listsAllRules() {
    assertThat(CommandRun.of("check", "--list").out()).contains(Rules.names());
  }

  @Test
  void findingsAreJsonForScripts() throws IOException {
    JsonNode json = JSON.readTree(CommandRun.of("check", bad, "--json").out());
    assertThat(json.at("/errors").intValue()).isEqualTo(1);
    assertThat(json.at("/findings/0/rule").textValue()).isEqualTo("activated-logits");
  }

  @Test
  void pictureFoldersTakeNoSecondArgument() {
    CommandRun run = CommandRun.of("check", pictures, pictures);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("expected nothing");
  }

  private static CommandRun train(Path out, Object... more) {
    Stream<Object> usual =
        Stream.of("train", pictures, "--out", out, "--image-size", "24x24", "--epochs", 1);
    return CommandRun.of(Stream.concat(usual, Stream.of(more)).toArray());
  }

  @Test
  void trainTellsWarningsAndKeepsThemInTheManifest() throws IOException {
    Path run = root.resolve("run");
    assertThat(train(run).err()).contains("1 warning", "tiny-class at Dark", "--allow");
    JsonNode manifest = JSON.readTree(run.resolve("manifest.json").toFile());
    assertThat(manifest.at("/warnings/0/rule").textValue()).isEqualTo("tiny-class");
  }

  @Test
  void checksARunWithItsPictures() {
    Path run = root.resolve("checked");
    train(run, "--allow", "tiny-class");
    CommandRun check = CommandRun.of("check", run);
    assertThat(check.code()).isZero();
    assertThat(check.out()).contains("Run " + run, "tiny-class");
  }

  @Test
  void anErrorStopsTrainingBeforeAnythingIsWritten() throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console = Console.of(new ByteArrayInputStream(new byte[0]), stream, stream);
    Finding error = new Finding("rule", Severity.ERROR, "here", "found it", "why", "mend it");
    Path run = root.resolve("stopped");
    try (Pictures opened = Pictures.open(pictures.toString(), Progress.none())) {
      Recipe recipe = Manifest.recipe(ModelArgument.open(trained()).file().assets()).orElseThrow();
      int code =
          new TrainingJob(console, EngineOptions.DEFAULT, CacheChoice.NONE, 0.1, true, report -> {})
              .start(run, recipe, opened, plan -> List.of(error));
      assertThat(code).isEqualTo(2);
    }
    assertThat(run).doesNotExist();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("1 error found before training; nothing was written", "mend it", "--allow rule");
  }

  private static Path trained() {
    Path run = root.resolve("trained");
    train(run, "--quiet");
    return run;
  }
}
