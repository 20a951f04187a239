package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.data.Checksum;
import dev.peaberry.format.ClassNames;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.pretrained.KnownWeights;
import dev.peaberry.pretrained.WeightFolders;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.Vgg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of weights and tops from elsewhere, and how weights are found. */
class PretrainedCommandTest {
  private static final String NETWORK = "mobilenet_0.25";

  @TempDir static Path root;

  private static Path weights;
  private static Path tenNames;

  @BeforeAll
  static void make() throws IOException {
    weights = GivenWeights.whole(NETWORK, root.resolve("whole.weights.h5"));
    tenNames = names("ten.txt", 10);
    GivenWeights.of(NETWORK, root.resolve("base.weights.h5"));
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(root.resolve("cut.h5"), Arrays.copyOf(bytes, bytes.length / 3));
    Files.writeString(root.resolve("text.h5"), "no weights");
    names("nine.txt", 9);
  }

  private static Path names(String file, int count) throws IOException {
    return Files.write(
        root.resolve(file), IntStream.range(0, count).mapToObj(i -> "kind " + i).toList());
  }

  private static CommandRun pretrained(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("pretrained"));
    all.addAll(Arrays.asList(arguments));
    return CommandRun.of(all.toArray());
  }

  @Test
  void makesAModelThatNamesWhatItSees() throws IOException {
    Path out = root.resolve("model.keras");
    CommandRun run =
        pretrained(
            NETWORK,
            "--weights",
            weights,
            "--labels",
            tenNames,
            "--image-size",
            "32x32",
            "--out",
            out);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    KerasFile file = KerasFile.read(out);
    assertThat(file.assets().classNames().map(ClassNames::size)).contains(10);
    assertThat(file.assets().json("pretrained.json").orElseThrow().get("sha256"))
        .isEqualTo(Checksum.of(weights, Checksum.Algorithm.SHA_256).hex());
    Path pictures = SamplePictures.in(root.resolve("pictures"));
    CommandRun predicted = CommandRun.of("predict", out, pictures);
    assertThat(predicted.code()).isZero();
    assertThat(predicted.out()).contains("kind ");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        bad("did you mean 'vgg16'?", "vgg166"),
        bad("of which Keras has none", "vgg11"),
        bad("Found no file none.h5", NETWORK, "--weights", "none.h5"),
        bad("expected an HDF5 file", NETWORK, "--weights", "ten.keras"),
        bad("found no HDF5 file", NETWORK, "--weights", "text.h5"),
        bad("cut.h5: found damaged content", NETWORK, "--weights", "cut.h5"),
        bad("found 54 of the 55 layers", NETWORK, "--weights", "base.weights.h5"),
        bad("layers with weights of mobilenet_0.50", "mobilenet_0.50"),
        bad("layers with weights of vgg16", "vgg16"),
        bad("for pictures of 32x32 and 9 classes", NETWORK, "--labels", "nine.txt"),
        bad("found no such file", NETWORK, "--labels", "none.txt"),
        bad("expected a file name that ends in .keras", NETWORK, "--out", "model.h5"));
  }

  private static Arguments bad(String expected, String... arguments) {
    return Arguments.of(expected, List.of(arguments));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatDoesNotFitIsRefusedInOneLine(String expected, List<String> arguments)
      throws IOException {
    Files.write(root.resolve("ten.keras"), new byte[] {'P', 'K', 3, 4});
    List<Object> all = new ArrayList<>(List.of("--image-size", "32x32"));
    for (String each : arguments) {
      Path file = root.resolve(each);
      all.add(Files.exists(file) ? file : each);
    }
    if (!arguments.contains("--weights") && !arguments.contains("vgg11")) {
      all.addAll(List.of("--weights", weights));
    }
    if (!arguments.contains("--labels")) {
      all.addAll(List.of("--labels", tenNames));
    }
    if (!arguments.contains("--out")) {
      all.addAll(List.of("--out", root.resolve("wrong.keras")));
    }
    CommandRun run = pretrained(all.toArray());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains(expected);
    assertThat(root.resolve("wrong.keras")).doesNotExist();
  }

  private static LearntWeights find(Backbone backbone, Path folder) {
    return LearntWeights.find(
        LearntWeights.IMAGENET,
        backbone,
        KnownWeights.of(backbone),
        new WeightFolders(List.of(folder, root), folder));
  }

  @Test
  void whatIsNotHereIsNamedWithTheCommandThatFetchesIt() {
    assertThatThrownBy(() -> find(Vgg.VGG16, root.resolve("empty")))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(
            "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5 in " + root.resolve("empty") + " or",
            "https://storage.googleapis.com/tensorflow/",
            "licence: CC BY 4.0",
            "peaberry download vgg16");
  }

  @Test
  void whatIsHereMustBeWhatKerasHas() throws IOException {
    Path folder = Files.createDirectories(root.resolve("models"));
    Path file = folder.resolve("vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5");
    Files.writeString(file, "others");
    LearntWeights found = find(Vgg.VGG19, folder);
    assertThat(found.file()).isEqualTo(file);
    assertThatThrownBy(found::checked)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected 253f8cb515780f3b799900260a226db6");
  }

  @Test
  void aManifestSaysWhichWeightsTheseWere() throws IOException {
    assertThat(new LearntWeights(weights, Optional.empty()).toJson())
        .containsEntry("file", weights.toString())
        .containsEntry("sha256", Checksum.of(weights, Checksum.Algorithm.SHA_256).hex());
  }
}
