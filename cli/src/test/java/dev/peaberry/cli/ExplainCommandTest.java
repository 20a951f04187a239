package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sheets of what a small model has looked at. */
class ExplainCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path root;

  private static Path run;
  private static Path picture;

  @BeforeAll
  static void train() throws IOException {
    Path pictures = SamplePictures.in(root.resolve("beans"));
    run = root.resolve("run");
    CommandRun trained =
        CommandRun.of(
            "train", pictures, "--image-size", "24x24", "--epochs", 1, "-q", "--out", run);
    assertThat(trained.code()).as(trained.err()).isZero();
    try (Stream<Path> below = Files.walk(pictures)) {
      picture = below.filter(file -> file.toString().endsWith(".jpg")).sorted().findFirst().get();
    }
  }

  private static CommandRun explain(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("explain", run, "--quiet"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private static Path sheet(Path folder) {
    return folder.resolve(picture.getFileName().toString().replace(".jpg", ".explained.png"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grad-cam",
        "grad-cam++",
        "occlusion",
        "integrated-gradients",
        "smooth-grad",
        "activations",
        "filters",
        "all"
      })
  void drawsASheetByEachMethod(String method) throws IOException {
    Path out = root.resolve("by-" + method);
    CommandRun explained =
        explain(picture, "--method", method, "--steps", 3, "--samples", 2, "--out", out);
    assertThat(explained.err()).isEmpty();
    assertThat(explained.code()).isZero();
    assertThat(ImageIO.read(sheet(out).toFile()).getWidth()).isGreaterThan(900);
  }

  @Test
  void saysWhatItHasWrittenAsJson() throws IOException {
    CommandRun explained =
        explain(picture, "--json", "--class", "Green", "--out", root.resolve("json"));
    JsonNode line = JSON.readTree(explained.out());
    assertThat(line.get("sheet").asText()).isEqualTo(sheet(root.resolve("json")).toString());
    assertThat(line.get("explained").asText()).isEqualTo("Green");
    assertThat(line.get("explained_probability").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void explainsThePredictedClassUnlessToldOtherwise() throws IOException {
    JsonNode line =
        JSON.readTree(explain(picture, "--json", "--out", root.resolve("predicted")).out());
    JsonNode predicted = JSON.readTree(CommandRun.of("predict", run, picture, "--json").out());
    assertThat(line.get("explained")).isEqualTo(predicted.get("label"));
  }

  @Test
  void looksAtChosenLayers() throws IOException {
    Path out = root.resolve("layers");
    CommandRun explained =
        explain(picture, "--layer", "conv2d", "--layer", "conv2d_1", "--out", out);
    assertThat(explained.failure()).isEmpty();
    assertThat(ImageIO.read(sheet(out).toFile()).getWidth()).isEqualTo(2 * (40 + 3 * 236 - 16));
  }

  @Test
  void goesOnAfterABrokenPicture() throws IOException {
    Path broken = Files.writeString(root.resolve("broken.jpg"), "no picture");
    Path out = root.resolve("after-broken");
    CommandRun explained = explain(broken, picture, root.resolve("absent.jpg"), "--out", out);
    assertThat(explained.code()).isEqualTo(2);
    assertThat(explained.err()).contains("broken.jpg: ", "absent.jpg: found no such file");
    assertThat(sheet(out)).isRegularFile();
  }

  @Test
  void picturesOfOneNameHaveSheetsOfTheirOwn() throws IOException {
    Path twin = root.resolve("twin").resolve(picture.getFileName());
    Files.createDirectories(twin.getParent());
    Files.copy(picture, twin);
    Path out = root.resolve("twins");
    explain(picture, twin, "--out", out);
    try (Stream<Path> sheets = Files.list(out)) {
      assertThat(sheets).hasSize(2);
    }
  }

  @Test
  void takesPicturesOfAnySizeAndColours() throws IOException {
    Path grey = root.resolve("grey.png");
    ImageIO.write(new BufferedImage(7, 90, BufferedImage.TYPE_BYTE_GRAY), "png", grey.toFile());
    Path clear = root.resolve("clear.png");
    ImageIO.write(new BufferedImage(300, 1, BufferedImage.TYPE_INT_ARGB), "png", clear.toFile());
    Path out = root.resolve("any");
    assertThat(explain(grey, clear, "--out", out).code()).isZero();
    assertThat(out.resolve("grey.explained.png")).isRegularFile();
    assertThat(out.resolve("clear.explained.png")).isRegularFile();
  }

  @Test
  void leavesOutOfAllWhatDoesNotSuitTheModel() throws IOException {
    Path out = root.resolve("dense");
    CommandRun explained =
        CommandRun.of(
            "explain", denseModel(), picture, "--method", "all", "--steps", 2, "--out", out);
    assertThat(explained.code()).isZero();
    assertThat(explained.err())
        .contains(
            "Left out what does not suit the model: grad-cam, grad-cam++, activations, filters");
    assertThat(sheet(out)).isRegularFile();
  }

  @Test
  void gradCamWantsAConvolution() throws IOException {
    CommandRun failed = CommandRun.of("explain", denseModel(), picture);
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.failure())
        .contains("Found no convolution in the model", "use --method occlusion");
  }

  private static Path denseModel() throws IOException {
    Model model =
        Sequential.withInput(Shape.of(16, 16, 3))
            .add(Flatten.of())
            .add(Dense.of(2).withActivation(Activation.SOFTMAX))
            .build();
    Path file = root.resolve("dense.keras");
    KerasFile.of(model, model.initialWeights(Seed.of(1))).write(file);
    return file;
  }

  @Test
  void aModelOfNoPicturesIsRefused() throws IOException {
    Model model = Sequential.withInput(Shape.of(5)).add(Dense.of(2)).build();
    Path file = root.resolve("numbers.keras");
    KerasFile.of(model, model.initialWeights(Seed.of(1))).write(file);
    CommandRun failed = CommandRun.of("explain", file, picture);
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.failure()).contains("expected one picture (H, W, C)");
  }

  @Test
  void noFilesOnTheStandardInputAreNamed() {
    CommandRun failed = CommandRun.withInput("", "explain", run, "-");
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.failure()).contains("Found no files on the standard input");
  }

  static Stream<Arguments> badLines() {
    return Stream.of(
        Arguments.of("did you mean 'Green'?", List.of("PICTURE", "--class", "Gren")),
        Arguments.of(
            "Found no layer 'conv2d_x' in the model", List.of("PICTURE", "--layer", "conv2d_x")),
        Arguments.of("Layer flatten: found the output", List.of("PICTURE", "--layer", "flatten")),
        Arguments.of("Missing parameter: 'FILE'", List.of()),
        Arguments.of("did you mean 'grad-cam'?", List.of("PICTURE", "--method", "gradcam")),
        Arguments.of(
            "Found --layer and no method that looks at layers",
            List.of("PICTURE", "--method", "occlusion", "--layer", "conv2d")),
        Arguments.of(
            "Found a patch of 0 pixels and a stride of 3", List.of("PICTURE", "--stride", "3")),
        Arguments.of("expected a whole number, 1 or more", List.of("PICTURE", "--steps", "0")));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void badInputIsOneLine(String expected, List<String> arguments) {
    CommandRun failed =
        explain(
            arguments.stream()
                .map(each -> each.equals("PICTURE") ? picture.toString() : each)
                .toArray());
    assertThat(failed.failure()).contains(expected);
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.err()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void aFileInTheWayOfTheFolderIsNamed() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");
    CommandRun failed = explain(picture, "--out", file);
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.failure()).contains("is in the way");
  }
}
