package dev.peaberry.format;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model files that Keras wrote. */
@Tag("golden")
final class GoldenModelsTest {
  private static final GoldenFamily GOLDEN = GoldenFamily.open("models");

  @TempDir Path folder;

  static List<String> all() {
    return List.copyOf(GOLDEN.cases().keySet());
  }

  static List<String> ofKeras3() {
    return all().stream().filter(name -> golden(name).get("files").has("keras")).toList();
  }

  private static JsonNode golden(String name) {
    return GOLDEN.cases().get(name);
  }

  private static Path file(String name, String kind) {
    return GOLDEN.folder().resolve(golden(name).get("files").get(kind).asText());
  }

  private static List<FloatArray> tensors(String name, String list) {
    List<FloatArray> tensors = new ArrayList<>();
    golden(name)
        .get(list)
        .forEach(entry -> tensors.add(GOLDEN.tensor(entry.get("tensor").asText())));
    return tensors;
  }

  /** The legacy case is the Sequential model of another case, saved by Keras 2. */
  private static Model model(String name) {
    return KerasFile.read(file(ofKeras3().contains(name) ? name : "sequential", "keras")).model();
  }

  private static List<FloatArray> values(Weights weights) {
    return List.copyOf(weights.asMap().values());
  }

  @ParameterizedTest
  @MethodSource("ofKeras3")
  void readsTheWeightsOfKerasFilesExactly(String name) {
    assertThat(values(KerasFile.read(file(name, "keras")).weights()))
        .isEqualTo(tensors(name, "weights"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsTheWeightsOfH5FilesExactly(String name) {
    assertThat(values(WeightsFile.read(file(name, "h5"), model(name))))
        .isEqualTo(tensors(name, "weights"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsTheWeightsOfWeightsFilesExactly(String name) {
    assertThat(values(WeightsFile.read(file(name, "weights"), model(name))))
        .isEqualTo(tensors(name, "weights"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsAllLayersByName(String name) {
    Model model = model(name);
    Weights zeros = zeros(model);
    WeightsFile.Loaded loaded = WeightsFile.readByName(file(name, "h5"), model, zeros);
    assertThat(loaded.skipped()).isEmpty();
    assertThat(loaded.unused()).isEmpty();
    assertThat(values(loaded.weights())).isEqualTo(tensors(name, "weights"));
  }

  private static Weights zeros(Model model) {
    Map<String, FloatArray> zeros = new LinkedHashMap<>();
    model.weights().forEach(spec -> zeros.put(spec.name(), FloatArray.zeros(spec.shape())));
    return Weights.of(zeros);
  }

  @ParameterizedTest
  @MethodSource("ofKeras3")
  void countsTheParametersAsKerasDoes(String name) {
    assertThat(KerasFile.read(file(name, "keras")).weights().parameters())
        .isEqualTo(golden(name).get("count_params").asLong());
  }

  @ParameterizedTest
  @MethodSource("ofKeras3")
  void namesInputsAndOutputsAsKerasDoes(String name) {
    Model model = model(name);
    assertThat(model.inputNames()).isEqualTo(texts(golden(name).get("input_names")));
    assertThat(model.outputNames()).isEqualTo(texts(golden(name).get("output_names")));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  @ParameterizedTest
  @MethodSource("ofKeras3")
  void readsTheOptimizersStateExactly(String name) {
    OptimizerState fromModel = KerasFile.read(file(name, "keras")).optimizer().orElseThrow();
    List<FloatArray> found = new ArrayList<>();
    found.add(FloatArray.scalar((double) fromModel.iteration()));
    found.addAll(fromModel.variables());
    assertThat(found).isEqualTo(tensors(name, "optimizer_state"));
    assertThat(WeightsFile.readOptimizer(file(name, "weights"))).contains(fromModel);
  }

  @ParameterizedTest
  @MethodSource("ofKeras3")
  void knowsHowTheModelWasCompiled(String name) {
    assertThat(KerasFile.read(file(name, "keras")).compileConfig().orElseThrow().get("optimizer"))
        .hasFieldOrPropertyWithValue("class_name", golden(name).get("optimizer").asText());
  }

  @ParameterizedTest
  @MethodSource("all")
  void computesWhatKerasComputes(String name) {
    String kind = ofKeras3().contains(name) ? "weights" : "h5";
    Model model = model(name);
    FloatArray input = GOLDEN.tensor(golden(name).get("input").asText());
    float scale = (float) golden(name).get("input_scale").asDouble();
    float[] scaled = new float[input.data().length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = input.data()[i] * scale;
    }
    Weights weights = WeightsFile.read(file(name, kind), model);
    try (Inference inference = Inference.compile(model, weights, EngineOptions.DEFAULT)) {
      List<FloatArray> outputs = inference.run(List.of(new FloatArray(input.shape(), scaled)));
      List<String> expected = texts(golden(name).get("outputs"));
      assertThat(outputs).hasSameSizeAs(expected);
      for (int i = 0; i < outputs.size(); i++) {
        assertNear(expected.get(i), outputs.get(i), GOLDEN.tensor(expected.get(i)), 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofKeras3")
  void readsBackWhatItWrites(String name) throws IOException {
    KerasFile original = KerasFile.read(file(name, "keras"));
    Path copy = folder.resolve("copy.keras");
    original.write(copy);
    assertThat(KerasFile.read(copy)).isEqualTo(original);
  }

  @ParameterizedTest
  @MethodSource("ofKeras3")
  void readsBackTheWeightsFilesItWrites(String name) throws IOException {
    KerasFile original = KerasFile.read(file(name, "keras"));
    Path copy = folder.resolve("copy.weights.h5");
    WeightsFile.write(copy, original.model(), original.weights(), original.optimizer());
    assertThat(WeightsFile.read(copy, original.model())).isEqualTo(original.weights());
    assertThat(WeightsFile.readOptimizer(copy)).isEqualTo(original.optimizer());
  }
}
