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
import org.tensorflow.types.TFloat32;

@Tag("golden")
class GoldenOptimizersTest {
  private static final double TOLERANCE = 1e-5;

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

  private record Handles(
      Routine update, Routine overwrite, Routine accumulate, Routine finish, UpdateGraph graph) {}

  private void check(JsonNode json) {
    Optimizer optimizer =
        Optimizers.REGISTRY.create(
            json.get("optimizer").asText(), GoldenFamily.plain(json.get("config")));
    Program.Built<Handles> built =
        Program.build(EngineOptions.DEFAULT, builder -> handles(builder, optimizer));
    Handles handles = built.handles();
    try (Program program = built.program()) {
      program.assign(start);
      program.zero(handles.graph.slotNames());
      int every = optimizer.gradientAccumulationSteps();
      int steps = gradients.values().iterator().next().shape().get(0);
      for (int i = 0; i < steps; i++) {
        step(program, handles, optimizer, i, every);
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

  private void step(Program program, Handles handles, Optimizer optimizer, int i, int every) {
    List<Array> feeds = new ArrayList<>();
    gradients.values().forEach(stacked -> feeds.add(slice(stacked, i)));
    if ((i + 1) % every != 0) {
      program.run(handles.accumulate, feeds, 0);
      return;
    }
    long number = (i + 1L) / every;
    feeds.addAll(handles.graph.feeds(new Step(number, optimizer.learningRate().at(number - 1))));
    boolean overwrite = handles.graph.overwritesAt(number);
    program.run(overwrite ? handles.overwrite : handles.update, feeds, 0);
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
    List<String> names = handles.graph.slotNames();
    List<FloatArray> slots = List.copyOf(program.read(names).values());
    List<JsonNode> expected = new ArrayList<>();
    json.get("state_after_last_step").forEach(expected::add);
    expected.removeIf(
        slot -> List.of("iteration", "learning_rate").contains(slot.get("name").asText()));
    assertThat(names).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(names.get(i).replace("optimizer/", "").replace('/', '_'))
          .isEqualTo(expected.get(i).get("name").asText());
      assertNear(names.get(i), slots.get(i), tensor(expected.get(i), "tensor"), TOLERANCE);
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
    var update = graph.update(values, false);
    var overwrite = optimizer.useEma() ? graph.update(values, true) : update;
    List<Input> inputs = new ArrayList<>(fed);
    inputs.addAll(graph.inputs());
    Routine none = new Routine(List.of(), List.of(), List.of());
    return new Handles(
        new Routine(inputs, List.of(), update),
        new Routine(inputs, List.of(), overwrite),
        optimizer.gradientAccumulationSteps() > 1
            ? new Routine(fed, List.of(), graph.accumulate(values))
            : none,
        optimizer.useEma()
            ? new Routine(List.of(), List.of(), graph.overwriteWithAverages())
            : none,
        graph);
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
