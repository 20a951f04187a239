package dev.peaberry.layer;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.Variable;
import dev.peaberry.golden.GoldenFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Compares layers with the cases of a manifest. */
final class LayerCases {
  private static final double OUTPUT_TOLERANCE = 1e-5;
  private static final double GRADIENT_TOLERANCE = 1e-4;

  private final GoldenFamily golden;

  LayerCases(GoldenFamily golden) {
    this.golden = golden;
  }

  /** Outputs, gradients, and the names and order of weights. */
  Stream<DynamicTest> compute() {
    return known(this::check);
  }

  /** The config of a layer made from a config. */
  Stream<DynamicTest> writeConfigs() {
    return known(
        json -> {
          Map<String, Object> config = GoldenFamily.plain(json.get("config"));
          Layer layer = Layers.REGISTRY.create(json.get("layer").asText(), config);
          assertThat(GoldenFamily.json(layer.configJson())).isEqualTo(GoldenFamily.json(config));
        });
  }

  private Stream<DynamicTest> known(Consumer<JsonNode> check) {
    return golden.cases().entrySet().stream()
        .filter(entry -> Layers.REGISTRY.find(entry.getValue().get("layer").asText()).isPresent())
        .map(
            entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check.accept(entry.getValue())));
  }

  private void check(JsonNode json) {
    Case test = new Case(json);
    assertThat(test.specs().stream().map(WeightSpec::name).toList()).isEqualTo(test.weightNames());
    List<FloatArray> inference = run(test, false);
    assertNear(
        "output", inference.get(0), golden.tensor(json.get("output").asText()), OUTPUT_TOLERANCE);
    checkGradients(json, test, inference);
    if (json.has("training")) {
      JsonNode training = json.get("training");
      List<FloatArray> trained = run(test, true);
      assertNear(
          "training output",
          trained.get(0),
          golden.tensor(training.get("output").asText()),
          OUTPUT_TOLERANCE);
      checkGradients(training, test, trained);
      checkUpdates(training.get("updated_weights"), test, trained);
    }
  }

  private void checkGradients(JsonNode json, Case test, List<FloatArray> results) {
    int index = 1;
    for (int i = 0; i < test.inputs.size(); i++) {
      FloatArray gradient = results.get(index++);
      JsonNode expected = json.get("grad_inputs").get(i);
      if (!expected.isNull()) {
        assertNear(
            "gradient of input " + i,
            gradient,
            golden.tensor(expected.asText()),
            GRADIENT_TOLERANCE);
      }
    }
    for (WeightSpec spec : test.trainable()) {
      assertNear(
          "gradient of " + spec.name(),
          results.get(index++),
          golden.tensor(json.get("grad_weights").get(spec.name()).asText()),
          GRADIENT_TOLERANCE);
    }
  }

  private void checkUpdates(JsonNode updated, Case test, List<FloatArray> results) {
    int index = 1 + test.inputs.size() + test.trainable().size();
    for (WeightSpec spec : test.specs()) {
      if (!spec.trainable()) {
        assertNear(
            "updated " + spec.name(),
            results.get(index++),
            golden.tensor(updated.get(spec.name()).asText()),
            OUTPUT_TOLERANCE);
      }
    }
  }

  /** Output, gradients of the inputs, gradients of the trainable weights, updated weights. */
  private static List<FloatArray> run(Case test, boolean training) {
    Program.Built<Routine> built =
        Program.build(EngineOptions.DEFAULT, builder -> routine(builder, test, training));
    try (Program program = built.program()) {
      program.assign(test.weights);
      List<FloatArray> feeds = new ArrayList<>(test.inputs);
      feeds.add(test.r);
      return program.run(built.handles(), feeds, 1);
    }
  }

  private static Routine routine(ProgramBuilder builder, Case test, boolean training) {
    List<Input> inputs = new ArrayList<>();
    test.inputs.forEach(x -> inputs.add(builder.input(ElementType.FLOAT32, x.shape())));
    Map<String, Variable> variables = new LinkedHashMap<>();
    test.weights.forEach((name, w) -> variables.put(name, builder.variable(name, w.shape())));
    GraphScope scope = GraphScope.root(builder, variables, training);
    List<Operand<TFloat32>> values = new ArrayList<>(inputs.stream().map(Input::value).toList());
    Operand<TFloat32> output = test.layer.call(scope, values, test.examples()).get(0);
    Input r = builder.input(ElementType.FLOAT32, test.r.shape());
    var tf = builder.tf();
    Operand<TFloat32> product = tf.math.mul(output, r.value());
    Operand<TFloat32> sum =
        tf.reduceSum(tf.reshape(product, tf.constant(new int[] {-1})), tf.constant(0));
    List<Operand<TFloat32>> by = new ArrayList<>(values);
    test.trainable().forEach(spec -> by.add(variables.get(spec.name()).value()));
    List<Operand<TFloat32>> results = new ArrayList<>();
    results.add(output);
    results.addAll(builder.gradients(sum, by));
    if (training) {
      test.specs().stream()
          .filter(spec -> !spec.trainable())
          .forEach(spec -> results.add(scope.updates().get(spec.name())));
    }
    inputs.add(r);
    return new Routine(inputs, results, List.of());
  }

  /** One case of the manifest. */
  private final class Case {
    private final Layer layer;
    private final List<FloatArray> inputs = new ArrayList<>();
    private final Map<String, FloatArray> weights = new LinkedHashMap<>();
    private final FloatArray r;

    private Case(JsonNode json) {
      layer =
          Layers.REGISTRY.create(
              json.get("layer").asText(), GoldenFamily.plain(json.get("config")));
      json.get("inputs").forEach(key -> inputs.add(golden.tensor(key.asText())));
      json.get("weights")
          .forEach(
              w -> weights.put(w.get("name").asText(), golden.tensor(w.get("tensor").asText())));
      r = golden.tensor(json.get("r").asText());
    }

    private List<Shape> examples() {
      return inputs.stream().map(x -> x.shape().dropFirst()).toList();
    }

    private List<WeightSpec> specs() {
      return layer.weights(examples());
    }

    private List<WeightSpec> trainable() {
      return specs().stream().filter(WeightSpec::trainable).toList();
    }

    private List<String> weightNames() {
      return List.copyOf(weights.keySet());
    }
  }
}
