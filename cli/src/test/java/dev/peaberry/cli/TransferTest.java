package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.model.Member;
import dev.peaberry.model.Model;
import dev.peaberry.train.History;
import dev.peaberry.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of one's own, weights from elsewhere, new heads and fine-tuning. */
class TransferTest {
  private static final String BASE = "mobilenet_0.25";

  @TempDir static Path root;

  private static Path pictures;
  private static Path two;
  private static Path weights;

  @BeforeAll
  static void makePictures() throws IOException {
    pictures = SamplePictures.in(root.resolve("pictures"));
    two = Files.createDirectories(root.resolve("two"));
    for (String name : List.of("Dark", "Green")) {
      Files.createSymbolicLink(two.resolve(name), pictures.resolve(name));
    }
    weights = GivenWeights.of(BASE, root.resolve("mobilenet.weights.h5"));
  }

  private static CommandRun train(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("train", "--image-size", "32x32", "--epochs", 1));
    all.addAll(Arrays.asList(arguments));
    return CommandRun.of(all.toArray());
  }

  private static KerasFile trained(String name, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(pictures, "--out", root.resolve(name), "--quiet"));
    all.addAll(Arrays.asList(arguments));
    CommandRun run = train(all.toArray());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return KerasFile.read(root.resolve(name).resolve("last.keras"));
  }

  private static List<String> learning(Model model) {
    return model.members().stream()
        .filter(Member::trainable)
        .map(Member::name)
        .filter(name -> !name.startsWith("input"))
        .toList();
  }

  @Test
  void layersMakeANetwork() {
    KerasFile file =
        trained(
            "own",
            "--layer",
            "rescaling(scale=0.004)",
            "--layer",
            "conv2d(filters=2, kernel_size=3, activation=relu)",
            "--layer",
            "flatten");
    assertThat(file.model().members())
        .extracting(Member::name)
        .endsWith("rescaling", "conv2d", "flatten", "predictions");
  }

  @Test
  void aNetworkThatScalesPixelsItselfIsGivenThemAsTheyAre() {
    KerasFile file =
        trained("scaling", "--model", "efficientnetb0", "--head", "global_average_pooling2d");
    assertThat(file.model().members().stream().map(Member::name))
        .filteredOn(name -> name.startsWith("rescaling"))
        .hasSize(scalings("efficientnetb0"));
  }

  private static int scalings(String name) {
    Model asPublished =
        Zoo.find(name).orElseThrow().build(Shape.of(32, 32, 3), 4, Activation.LINEAR);
    return (int)
        asPublished.members().stream().filter(each -> each.name().startsWith("rescaling")).count();
  }

  @Test
  void anotherPreprocessingLeavesTheAuthorsTop() {
    KerasFile file = trained("none", "--model", BASE, "--preprocessing", "none");
    assertThat(file.model().members()).extracting(Member::name).contains("conv_preds");
    assertThat(file.model().members()).extracting(Member::name).doesNotContain("rescaling");
  }

  @Test
  void givenWeightsStayAndTheHeadLearns() {
    KerasFile file = trained("frozen", "--model", BASE, "--weights", weights);
    assertThat(learning(file.model()))
        .containsExactly("global_average_pooling2d", "dropout", "predictions");
    KerasFile again = trained("frozen-2", "--model", BASE, "--weights", weights, "--seed", 7);
    assertThat(again.weights().get("conv_pw_3/kernel"))
        .isEqualTo(file.weights().get("conv_pw_3/kernel"));
    assertThat(again.weights().get("predictions/kernel"))
        .isNotEqualTo(file.weights().get("predictions/kernel"));
  }

  @Test
  void featuresGiveTheNumbersOfPictures() {
    KerasFile features = trained("features", "--model", BASE, "--weights", weights);
    KerasFile pixels = trained("pixels", "--model", BASE, "--weights", weights, "--cache", "none");
    float[] expected = pixels.weights().get("predictions/kernel").data();
    float[] found = features.weights().get("predictions/kernel").data();
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void unfrozenLayersLearnFromTheStart() {
    KerasFile file =
        trained("unfrozen", "--model", BASE, "--weights", weights, "--unfreeze", "conv_pw_13*");
    assertThat(learning(file.model())).contains("conv_pw_13", "conv_pw_13_bn", "predictions");
    assertThat(learning(file.model())).doesNotContain("conv_pw_12", "conv_dw_13");
  }

  private static KerasFile tuned(String name, int epochs) {
    return trained(
        name,
        "--model",
        BASE,
        "--weights",
        weights,
        "--fine-tune",
        "layers=conv_pw_13, epochs=%d, learning_rate=1e-5".formatted(epochs));
  }

  @Test
  void fineTuningCountsOnWithMoreLayers() throws IOException {
    KerasFile whole = tuned("tuned", 2);
    assertThat(learning(whole.model())).contains("conv_pw_13").doesNotContain("conv_pw_12");
    assertThat(history("tuned")).hasSize(3);
  }

  @Test
  void fineTuningGoesOnWhereItWas() throws IOException {
    KerasFile whole = tuned("whole", 2);
    tuned("half", 1);
    Path half = root.resolve("half");
    Path manifest = half.resolve("manifest.json");
    String text = Files.readString(manifest);
    assertThat(text).contains("\"epochs\" : 1,\n      \"learning_rate\"");
    Files.writeString(
        manifest,
        text.replace(
            "\"epochs\" : 1,\n      \"learning_rate\"",
            "\"epochs\" : 2,\n      \"learning_rate\""));
    assertThat(CommandRun.of("train", "--resume", half, "--quiet").code()).isZero();
    assertThat(KerasFile.read(half.resolve("last.keras")).weights()).isEqualTo(whole.weights());
    assertThat(history("half")).hasSize(3);
  }

  private static List<?> history(String run) throws IOException {
    return History.readJson(root.resolve(run).resolve("history.json")).epochs();
  }

  @Test
  void aModelGoesOnWithItsOwnClasses() {
    trained("first");
    KerasFile first = KerasFile.read(root.resolve("first/best.keras"));
    CommandRun run =
        train(pictures, "--model", root.resolve("first/best.keras"), "--out", root.resolve("on"));
    assertThat(run.code()).isZero();
    assertThat(KerasFile.read(root.resolve("on/last.keras")).model()).isEqualTo(first.model());
  }

  @Test
  void aModelLearnsOtherClassesWithANewLastLayer() {
    trained("before");
    Path out = root.resolve("other");
    CommandRun run =
        train(two, "--model", root.resolve("before/best.keras"), "--quiet", "--out", out);
    assertThat(run.code()).isZero();
    KerasFile other = KerasFile.read(out.resolve("last.keras"));
    assertThat(other.model().outputShapes().get(0).last()).isEqualTo(2);
    assertThat(learning(other.model())).containsExactly("predictions");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        bad(
            "expected a network of keras.applications",
            "--model",
            "small-cnn",
            "--head",
            "flatten"),
        bad("did you mean 'flatten'", "--model", "vgg16", "--head", "flaten"),
        bad("Found no file none.h5", "--model", "vgg16", "--weights", "none.h5"),
        bad("Found no file none.keras", "--model", "none.keras"),
        bad("Found --unfreeze without --weights", "--model", "vgg16", "--unfreeze", "block5*"),
        bad("Found --model together with --layer", "--model", "vgg16", "--layer", "flatten"),
        bad("expected one number for each class", "--layer", "rescaling(scale=1)"),
        bad("did you mean 'zero_to_one'", "--model", "vgg16", "--preprocessing", "zero_to_on"),
        bad("found no layers", "--fine-tune", "epochs=3"),
        bad("expected names of layers and a factor", "--layer-rate", "block5*"),
        bad("Found the layers 'block9*' in --layer-rate", "--layer-rate", "block9*=0.1"),
        bad("found 0 epochs", "--fine-tune", "layers=a, epochs=0"),
        bad("Found 'rate' in --fine-tune", "--fine-tune", "layers=a, epochs=1, rate=1"),
        bad(
            "Found the layers 'block9*' in --fine-tune",
            "--fine-tune",
            "layers=block9*, epochs=1"));
  }

  private static Arguments bad(String expected, String... arguments) {
    return Arguments.of(expected, List.of(arguments));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatDoesNotGoTogetherIsRefusedInOneLine(String expected, List<String> arguments) {
    List<Object> all =
        new ArrayList<>(List.of(pictures, "--out", root.resolve("wrong"), "--quiet"));
    all.addAll(arguments);
    CommandRun run = train(all.toArray());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().strip().lines()).hasSize(1);
    assertThat(run.err()).contains(expected);
    assertThat(root.resolve("wrong")).doesNotExist();
  }
}
