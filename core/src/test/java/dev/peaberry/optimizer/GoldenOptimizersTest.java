package dev.peaberry.optimizer;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.GoldenFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class GoldenOptimizersTest {
  private static final double TOLERANCE = 1e-5;
  private static final String NAMELESS = "variable(_\\d+)?"; // as Keras calls what has no name

  private final GoldenFamily golden = GoldenFamily.open("optimizers");
  private final Map<String, FloatArray> start = new LinkedHashMap<>();
  private final Map<String, FloatArray> gradients = new LinkedHashMap<>();

  GoldenOptimizersTest() {
    golden
        .extra("variables")
        .properties()
        .forEach(
            entry -> {
              start.put(entry.getKey(), tensor(entry.getValue(), "start"));
              gradients.put(entry.getKey(), tensor(entry.getValue(), "gradients"));
            });
  }

  @TestFactory
  Stream<DynamicTest> movesTheWeightsAsKerasDoes() {
    return golden.cases().entrySet().stream()
        .filter(
            entry ->
                Optimizers.REGISTRY.find(entry.getValue().get("optimizer").asText()).isPresent())
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private static Optimizer optimizer(JsonNode json) {
    Optimizer optimizer =
        Optimizers.REGISTRY.create(
            json.get("optimizer").asText(), GoldenFamily.plain(json.get("config")));
    List<String> excluded = new ArrayList<>();
    json.get("exclude_from_weight_decay").forEach(each -> excluded.add(each.asText()));
    return excluded.isEmpty()
        ? optimizer
        : optimizer.withoutWeightDecayOf(excluded.toArray(String[]::new));
  }

  private void check(JsonNode json) {
    try (UpdateProgram program = UpdateProgram.of(optimizer(json), start)) {
      int steps = gradients.values().iterator().next().shape().get(0);
      for (int i = 0; i < steps; i++) {
        int step = i;
        program.step(gradients.values().stream().map(stacked -> slice(stacked, step)).toList());
        checkVariables(program, json, i);
      }
      checkSlots(program, json);
      if (json.has("finalized")) {
        program.finish();
        program
            .variables()
            .forEach(
                (k, v) -> assertNear("finalized", v, tensor(json.get("finalized"), k), TOLERANCE));
      }
    }
  }

  private void checkVariables(UpdateProgram program, JsonNode json, int step) {
    program
        .variables()
        .forEach(
            (name, value) -> {
              FloatArray expected = slice(tensor(json.get("after_step"), name), step);
              assertNear(name + " after step " + step, value, expected, TOLERANCE);
            });
  }

  private void checkSlots(UpdateProgram program, JsonNode json) {
    Map<String, FloatArray> slots = program.memory().slots();
    List<String> names = List.copyOf(slots.keySet());
    List<JsonNode> expected = new ArrayList<>();
    json.get("state_after_last_step").forEach(expected::add);
    expected.removeIf(
        slot -> List.of("iteration", "learning_rate").contains(slot.get("name").asText()));
    assertThat(names).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      String name = expected.get(i).get("name").asText();
      if (!name.matches(NAMELESS)) {
        assertThat(names.get(i).replace("optimizer/", "").replace('/', '_')).isEqualTo(name);
      }
      double tolerance = TOLERANCE;
      if (json.get("optimizer").asText().equals("Ftrl") && name.endsWith("linear")) {
        tolerance += roundingOfLinear(program, json, tensor(expected.get(i - 1), "tensor"));
      }
      assertNear(name, slots.get(names.get(i)), tensor(expected.get(i), "tensor"), tolerance);
    }
  }

  /**
   * What float32 leaves open in Ftrl's sum, to which every step adds w (sqrt(new) - sqrt(old)) /
   * rate of its accumulator: a unit in the last place of the root, which a small rate makes large.
   */
  private double roundingOfLinear(UpdateProgram program, JsonNode json, FloatArray accumulator) {
    JsonNode rates = json.get("learning_rate_before_step");
    double weight =
        program.variables().values().stream()
            .mapToDouble(GoldenOptimizersTest::largest)
            .max()
            .orElseThrow();
    double root = Math.ulp((float) Math.sqrt(largest(accumulator)));
    return rates.size() * root * weight / rates.get(0).asDouble();
  }

  private static double largest(FloatArray array) {
    double largest = 0;
    for (float each : array.data()) {
      largest = Math.max(largest, Math.abs(each));
    }
    return largest;
  }

  private FloatArray tensor(JsonNode json, String key) {
    return golden.tensor(json.get(key).asText());
  }

  private static FloatArray slice(FloatArray stacked, int index) {
    Shape shape = stacked.shape().dropFirst();
    int size = Math.toIntExact(shape.size());
    return new FloatArray(
        shape, Arrays.copyOfRange(stacked.data(), index * size, (index + 1) * size));
  }
}
