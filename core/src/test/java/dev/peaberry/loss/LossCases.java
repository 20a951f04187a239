package dev.peaberry.loss;

import static dev.peaberry.golden.Near.assertNear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.activation.Activation;
import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.golden.GoldenFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Cases of losses, computed here and compared with what Keras has made of them. */
final class LossCases {
  private final GoldenFamily golden;

  LossCases(GoldenFamily golden) {
    this.golden = golden;
  }

  /** A test of value and gradient for each case of a loss that is here. */
  Stream<DynamicTest> compute() {
    return golden.cases().entrySet().stream()
        .filter(entry -> Losses.REGISTRY.find(entry.getValue().get("loss").asText()).isPresent())
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private void check(String name, JsonNode json) {
    double tolerance = name.contains("hard") || json.has("logits") ? 1e-4 : 1e-5;
    List<FloatArray> feeds = new ArrayList<>();
    feeds.add(tensor(json, "y_true"));
    feeds.add(tensor(json, json.has("logits") ? "logits" : "y_pred"));
    if (json.has("sample_weight")) {
      feeds.add(tensor(json, "sample_weight"));
    }
    Program.Built<Routine> built =
        Program.build(EngineOptions.DEFAULT, builder -> routine(builder, json, feeds));
    try (Program program = built.program()) {
      List<FloatArray> results = program.run(built.handles(), feeds, 0);
      assertNear("value", results.get(0), tensor(json, "value"), tolerance);
      assertNear(
          "gradient",
          results.get(1),
          tensor(json, json.has("logits") ? "grad_logits" : "grad_y_pred"),
          tolerance);
    }
  }

  private static Routine routine(ProgramBuilder builder, JsonNode json, List<FloatArray> feeds) {
    List<Input> inputs = new ArrayList<>();
    feeds.forEach(feed -> inputs.add(builder.input(ElementType.FLOAT32, feed.shape())));
    GraphScope scope = GraphScope.root(builder, Map.of(), true);
    Operand<TFloat32> fed = inputs.get(1).value();
    Operand<TFloat32> yPred = fed;
    if (json.has("activation_before_loss")) {
      String activation = json.get("activation_before_loss").asText();
      yPred = Activation.valueOf(activation.toUpperCase(Locale.ROOT)).apply(scope, fed);
    }
    Loss loss =
        Losses.REGISTRY.create(json.get("loss").asText(), GoldenFamily.plain(json.get("config")));
    Optional<Operand<TFloat32>> weights =
        inputs.size() > 2 ? Optional.of(inputs.get(2).value()) : Optional.empty();
    Operand<TFloat32> value = loss.call(scope, inputs.get(0).value(), yPred, weights);
    var tf = builder.tf();
    Operand<TFloat32> sum =
        tf.reduceSum(tf.reshape(value, tf.constant(new int[] {-1})), tf.constant(0));
    List<Operand<TFloat32>> results = new ArrayList<>(List.of(value));
    results.addAll(builder.gradients(sum, List.of(fed)));
    return new Routine(inputs, results, List.of());
  }

  private FloatArray tensor(JsonNode json, String key) {
    return golden.tensor(json.get(key).asText());
  }
}
