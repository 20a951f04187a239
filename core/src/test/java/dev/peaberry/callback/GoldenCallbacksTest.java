package dev.peaberry.callback;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.train.Callback;
import dev.peaberry.train.CallbackMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
final class GoldenCallbacksTest {
  private static final double TOLERANCE = 1e-6;

  /** What the cases leave out: the file, which was another one for each. */
  private static final Map<String, Map<String, Object>> NOT_IN_CONFIG =
      Map.of(
          "ModelCheckpoint",
          Map.of("filepath", "e{epoch:02d}.weights.h5", "save_weights_only", true));

  private final GoldenFamily golden = GoldenFamily.open("callbacks");

  @TestFactory
  Stream<DynamicTest> doesWhatKerasDoes() {
    return golden.cases().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private void check(JsonNode json) {
    Map<String, Object> given = GoldenFamily.plain(json.get("config"));
    Map<String, Object> config = new LinkedHashMap<>(given);
    String name = json.get("callback").asText();
    config.putAll(NOT_IN_CONFIG.getOrDefault(name, Map.of()));
    Callback callback = Callbacks.REGISTRY.create(name, config);
    ScriptedTraining training =
        new ScriptedTraining(
            ScriptedTraining.logs(json.get("config").get("monitor").asText(), values(json)),
            json.path("initial_learning_rate").asDouble(0.1));
    CallbackMemory memory = training.run(callback);
    int checks = 0;
    for (Map.Entry<String, JsonNode> fact : json.properties()) {
      checks += check(fact.getKey(), fact.getValue(), training, memory) ? 1 : 0;
    }
    assertThat(checks).isPositive();
    Map<String, Object> written = new LinkedHashMap<>(callback.configJson());
    written.keySet().retainAll(given.keySet());
    assertThat(GoldenFamily.json(written)).isEqualTo(GoldenFamily.json(given));
  }

  /** Checks one fact; false if the key is none. */
  private static boolean check(
      String key, JsonNode expected, ScriptedTraining training, CallbackMemory memory) {
    switch (key) {
      case "epochs_run" -> assertThat(training.epochsRun()).isEqualTo(expected.asInt());
      case "stopped" -> assertThat(training.stopped().isPresent()).isEqualTo(expected.asBoolean());
      case "stopped_epoch", "best_epoch" ->
          assertThat(memory.integer(key)).as(key).hasValue(expected.asLong());
      case "best" -> assertThat(memory.number(key)).as(key).isEqualTo(number(expected));
      case "weights_after_training_are_of_epoch" ->
          assertThat(training.weight()).isEqualTo(expected.asDouble());
      case "learning_rate_after_epoch" -> {
        assertThat(training.learningRates()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
          assertNear(
              "epoch " + i, training.learningRates().get(i), expected.get(i).asDouble(), TOLERANCE);
        }
      }
      case "files_saved" -> {
        List<String> files = new ArrayList<>();
        expected.forEach(file -> files.add(file.asText()));
        assertThat(training.savedWeights()).map(String::valueOf).containsExactlyElementsOf(files);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private List<Optional<Double>> values(JsonNode json) {
    List<Optional<Double>> values = new ArrayList<>();
    golden
        .extra("value_lists")
        .get(json.get("values").asText())
        .forEach(value -> values.add(number(value)));
    return values;
  }

  private static Optional<Double> number(JsonNode json) {
    return json.isNull() ? Optional.empty() : Optional.of(Double.valueOf(json.asText()));
  }
}
