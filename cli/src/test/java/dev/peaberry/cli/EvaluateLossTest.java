package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is judged by the loss that its file names. */
class EvaluateLossTest {
  @TempDir static Path root;

  private static Path pictures;

  @BeforeAll
  static void drawPictures() {
    pictures = SamplePictures.in(root.resolve("beans"));
  }

  /** A model that gives each of the four classes the probability 1/4, whatever it sees. */
  private static KerasFile undecided() {
    Model model =
        Sequential.withInput(Shape.of(8, 8, 3))
            .add(Flatten.of())
            .add("scores", Dense.of(4))
            .add(Softmax.of())
            .build();
    Map<String, FloatArray> zeros = new HashMap<>(model.initialWeights(Seed.of(1)).asMap());
    zeros.replaceAll((name, value) -> FloatArray.zeros(value.shape()));
    return KerasFile.of(model, Weights.of(zeros));
  }

  private static CommandRun evaluate(KerasFile file, Object... more) throws IOException {
    Path path = root.resolve("model.keras");
    file.write(path);
    Object[] arguments = new Object[3 + more.length];
    arguments[0] = "evaluate";
    arguments[1] = path;
    arguments[2] = pictures;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CommandRun.of(arguments);
  }

  private static KerasFile compiled(Object loss) {
    return undecided().withCompileConfig(Map.of("loss", loss));
  }

  @Test
  void computesTheLossOfTheFile() throws IOException {
    CommandRun run = evaluate(compiled("mse"), "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.get("loss_name").asText()).isEqualTo("MeanSquaredError");
    double squares = (0.75 * 0.75 + 3 * 0.25 * 0.25) / 4;
    assertThat(json.get("loss").asDouble()).isCloseTo(squares, within(1e-6));
  }

  @Test
  void saysWhichLossItIs() throws IOException {
    CommandRun run =
        evaluate(
            compiled(
                Map.of(
                    "class_name",
                    "CategoricalCrossentropy",
                    "config",
                    Map.of("label_smoothing", 0.1))));
    assertThat(run.out())
        .contains("loss            1.3863  (CategoricalCrossentropy(label_smoothing=0.1))")
        .doesNotContain("Loss is cross-entropy");
  }

  @Test
  void saysWhyTheLossIsNotThatOfTheFile() throws IOException {
    assertThat(evaluate(compiled("my_loss")).out())
        .contains("loss            1.3863  (cross-entropy)")
        .contains("Loss is cross-entropy, for the file's loss is unknown here: Found the class");
  }

  @Test
  void saysThatTheFileNamesNoLoss() throws IOException {
    assertThat(evaluate(undecided()).out())
        .contains("loss            1.3863  (cross-entropy)")
        .contains("Loss is cross-entropy, for the file names no loss.");
  }
}
