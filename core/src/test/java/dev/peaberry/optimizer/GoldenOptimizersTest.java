package dev.peaberry.optimizer;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.Variable;
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
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

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

  private record Handles(Map<Turn, Routine> steps, Routine finish, UpdateGraph graph) {}

  private void check(JsonNode json) {
    Optimizer optimizer = optimizer(json);
    Program.Built<Handles> built =
        Program.build(EngineOptions.DEFAULT, builder -> handles(builder, optimizer));
    Handles handles = built.handles();
    try (Program program = built.program()) {
      program.assign(start);
      handles.graph.start(program);
      int steps = gradients.values().iterator().next().shape().get(0);
      for (int i = 0; i < steps; i++) {
        step(program, handles, optimizer, i);
        checkVariables(program, json, i);
      }
      checkSlots(program, handles, json);
      if (optimizer.useEma()) {
        program.run(handles.finish, List.of(), 0);
        program
            .read(List.copyOf(start.keySet()))
            .forEach(
                (k, v) -> assertNear("finalized", v, tensor(json.get("finalized"), k), TOLERANCE));
      }
    }
  }

  private void step(Program program, Handles handles, Optimizer optimizer, int i) {
    List<Array> feeds = new ArrayList<>();
    gradients.values().forEach(stacked -> feeds.add(slice(stacked, i)));
    UpdateGraph graph = handles.graph;
    feeds.addAll(graph.feeds(graph.step(i, optimizer.learningRate().at(i))));
    program.run(handles.steps.get(graph.turn(i)), feeds, 0);
  }

  private void checkVariables(Program program, JsonNode json, int step) {
    Map<String, FloatArray> now = program.read(List.copyOf(start.keySet()));
    now.forEach(
        (name, value) -> {
          FloatArray expected = slice(tensor(json.get("after_step"), name), step);
          assertNear(name + " after step " + step, value, expected, TOLERANCE);
        });
  }

  private void checkSlots(Program program, Handles handles, JsonNode json) {
    Map<String, FloatArray> slots = handles.graph.remembered(program);
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
      assertNear(name, slots.get(names.get(i)), tensor(expected.get(i), "tensor"), TOLERANCE);
    }
  }

  private Handles handles(ProgramBuilder builder, Optimizer optimizer) {
    List<Variable> variables = new ArrayList<>();
    List<Input> fed = new ArrayList<>();
    start.forEach(
        (name, value) -> {
          variables.add(builder.variable(name, value.shape()));
          fed.add(builder.input(ElementType.FLOAT32, value.shape()));
        });
    UpdateGraph graph = UpdateGraph.of(builder, optimizer, variables);
    List<Operand<TFloat32>> values = fed.stream().<Operand<TFloat32>>map(Input::value).toList();
    Map<Turn, List<Op>> effects = new LinkedHashMap<>();
    graph.turns().forEach(turn -> effects.put(turn, graph.apply(turn, values)));
    List<Input> inputs = new ArrayList<>(fed);
    inputs.addAll(graph.inputs());
    Map<Turn, Routine> steps = new LinkedHashMap<>();
    effects.forEach((turn, all) -> steps.put(turn, new Routine(inputs, List.of(), all)));
    List<Op> finish = optimizer.useEma() ? graph.overwriteWithAverages() : List.of();
    return new Handles(steps, new Routine(List.of(), List.of(), finish), graph);
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
