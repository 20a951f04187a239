package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Losses;
import dev.peaberry.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The losses in model files that Keras has written. */
@Tag("golden")
class GoldenCompiledLossTest {
  private final GoldenFamily golden = GoldenFamily.open("models");

  @TestFactory
  Stream<DynamicTest> findsTheLossesInKerasFiles() {
    return golden.cases().entrySet().stream()
        .filter(entry -> entry.getValue().get("files").has("keras"))
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> inKeras(entry.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> findsTheLossesInFilesOfTheOldFormat() {
    return golden.cases().entrySet().stream()
        .filter(entry -> entry.getValue().get("files").has("h5"))
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> inH5(entry.getValue())));
  }

  private void inKeras(JsonNode json) {
    KerasFile file = KerasFile.read(path(json, "keras"));
    assertLosses(json, file.model(), file.compileConfig());
  }

  private void inH5(JsonNode json) {
    JsonNode same = json.get("files").has("keras") ? json : golden.cases().get("sequential");
    Model model = KerasFile.read(path(same, "keras")).model();
    assertLosses(json, model, WeightsFile.trainingConfig(path(json, "h5")));
  }

  private Path path(JsonNode json, String kind) {
    return golden.folder().resolve(json.get("files").get(kind).asText());
  }

  private static void assertLosses(
      JsonNode json, Model model, Optional<Map<String, Object>> config) {
    List<Loss> losses = new ArrayList<>();
    Iterable<JsonNode> given =
        json.get("loss").isArray() ? json.get("loss") : List.of(json.get("loss"));
    given.forEach(name -> losses.add(Losses.named(name.asText())));
    assertThat(CompiledLoss.read(model, config.orElseThrow()).orElseThrow().losses())
        .isEqualTo(losses);
  }
}
