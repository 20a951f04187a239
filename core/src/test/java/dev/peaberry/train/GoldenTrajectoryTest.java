package dev.peaberry.train;

import static dev.peaberry.golden.Near.assertNear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.layer.Layers;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.Losses;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class GoldenTrajectoryTest {
  private static final double LOSS_TOLERANCE = 1e-4;
  private static final double WEIGHT_TOLERANCE = 1e-3;

  private final GoldenFamily golden = GoldenFamily.open("trajectory");
  private final FloatArray x = golden.tensor(golden.extra("x").asText());
  private final FloatArray y = golden.tensor(golden.extra("y").asText());

  @TestFactory
  Stream<DynamicTest> trainsAsKerasDoes() {
    return golden.cases().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private void check(JsonNode json) {
    Model model = model(json);
    Optimizer optimizer =
        Optimizers.REGISTRY.create(
            json.get("optimizer").asText(), GoldenFamily.plain(json.get("optimizer_config")));
    JsonNode loss = json.get("loss");
    Loss crossEntropy =
        Losses.REGISTRY.create(
            loss.get("class").asText(), Map.of("from_logits", loss.get("from_logits").asBoolean()));
    try (TrainingProgram program =
        TrainingProgram.compile(
            model,
            CompiledLoss.of(List.of(crossEntropy)),
            optimizer,
            batch(0, json),
            EngineOptions.DEFAULT,
            Seed.of(1),
            false)) {
      program.setWeights(initialWeights());
      FloatArray losses = golden.tensor(json.get("step_loss").asText());
      FloatArray accuracies = golden.tensor(json.get("step_accuracy").asText());
      for (int step = 0; step < losses.data().length; step++) {
        double rate = optimizer.learningRate().at(program.iterations());
        TrainingProgram.Result result = program.train(batch(step, json), rate);
        assertNear("loss of step " + step, result.loss(), losses.data()[step], LOSS_TOLERANCE);
        Running running =
            new Running(model, List.of(List.of(AutoAccuracy.of())), List.of(List.of()));
        running.add(batch(step, json), result);
        assertNear(
            "accuracy of step " + step,
            running.logs("").get("accuracy"),
            accuracies.data()[step],
            1e-6);
      }
      program.finish();
      checkEnd(json, model, program);
    }
  }

  private void checkEnd(JsonNode json, Model model, TrainingProgram program) {
    Set<String> skipped = biasesBeforeBatchNormalization(json);
    Weights weights = program.weights();
    json.get("final_weights")
        .properties()
        .forEach(
            entry -> {
              if (!skipped.contains(entry.getKey())) {
                assertNear(
                    entry.getKey(),
                    weights.get(entry.getKey()),
                    golden.tensor(entry.getValue().asText()),
                    WEIGHT_TOLERANCE);
              }
            });
    FloatArray logits = program.evaluate(batch(0, json)).outputs().get(0);
    assertNear(
        "logits",
        logits,
        golden.tensor(json.get("final_logits_inference").asText()),
        WEIGHT_TOLERANCE);
    Running running = new Running(model, List.of(List.of(AutoAccuracy.of())), List.of(List.of()));
    for (int i = 0; i < x.shape().get(0); i++) {
      Batch unweighted = new Batch(batch(i, json).inputs(), batch(i, json).targets(), ones(json));
      running.add(unweighted, program.evaluate(unweighted));
    }
    JsonNode expected = json.get("evaluate_all_batches");
    Map<String, Double> found = running.logs("");
    assertNear("evaluated loss", found.get("loss"), expected.get("loss").asDouble(), 1e-3);
    assertNear(
        "evaluated accuracy", found.get("accuracy"), expected.get("accuracy").asDouble(), 1e-6);
  }

  /** Their true gradient is 0: an optimizer that divides by its size moves them at random. */
  private static Set<String> biasesBeforeBatchNormalization(JsonNode json) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i + 1 < json.get("layers").size(); i++) {
      JsonNode next = json.get("layers").get(i + 1);
      boolean linear = json.get("layers").get(i).at("/config/activation").asText().equals("linear");
      if (linear && next.get("class").asText().equals("BatchNormalization")) {
        names.add(json.get("layers").get(i).get("name").asText() + "/bias");
      }
    }
    return names;
  }

  private static Model model(JsonNode json) {
    int[] input = new int[3];
    Arrays.setAll(input, i -> json.get("input_shape").get(i).asInt());
    Sequential chain = Sequential.withInput(Shape.of(input));
    Set<String> frozen = new HashSet<>();
    for (JsonNode layer : json.get("layers")) {
      Map<String, Object> config = GoldenFamily.plain(layer.get("config"));
      config.remove("trainable");
      String name = layer.get("name").asText();
      chain.add(name, Layers.REGISTRY.create(layer.get("class").asText(), config));
      if (!layer.get("trainable").asBoolean()) {
        frozen.add(name);
      }
    }
    return chain.build().withFrozen(frozen::contains);
  }

  private Weights initialWeights() {
    Map<String, FloatArray> weights = new LinkedHashMap<>();
    golden
        .extra("initial_weights")
        .properties()
        .forEach(e -> weights.put(e.getKey(), golden.tensor(e.getValue().asText())));
    return Weights.of(weights);
  }

  private Batch batch(int index, JsonNode json) {
    FloatArray labels = slice(y, index);
    Optional<FloatArray> weights = Optional.empty();
    if (json.get("class_weight").isObject()) {
      FloatArray each = FloatArray.zeros(labels.shape());
      for (int i = 0; i < labels.data().length; i++) {
        String label = Integer.toString((int) labels.data()[i]);
        each.data()[i] = (float) json.get("class_weight").get(label).asDouble();
      }
      weights = Optional.of(each);
    }
    return new Batch(List.of(slice(x, index)), List.of(labels), weights);
  }

  private Optional<FloatArray> ones(JsonNode json) {
    if (!json.get("class_weight").isObject()) {
      return Optional.empty();
    }
    FloatArray ones = FloatArray.zeros(Shape.of(y.shape().get(1)));
    Arrays.fill(ones.data(), 1);
    return Optional.of(ones);
  }

  private static FloatArray slice(FloatArray stacked, int index) {
    Shape shape = stacked.shape().dropFirst();
    int size = Math.toIntExact(shape.size());
    return new FloatArray(
        shape, Arrays.copyOfRange(stacked.data(), index * size, (index + 1) * size));
  }
}
