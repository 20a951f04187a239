package dev.peaberry.metric;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.golden.GoldenFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
final class GoldenMetricsTest {
  private static final double TOLERANCE = 1e-5;
  private static final String CONFUSION_MATRIX = "tf.math.confusion_matrix";

  private final GoldenFamily golden = GoldenFamily.open("metrics");

  @TestFactory
  Stream<DynamicTest> measuresWhatKerasMeasures() {
    return cases(name -> !name.equals(CONFUSION_MATRIX))
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> writesTheConfigThatKerasWrites() {
    return cases(name -> !name.equals(CONFUSION_MATRIX))
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> checkJson(entry.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> countsWhatTensorFlowCounts() {
    return cases(CONFUSION_MATRIX::equals)
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> checkCounts(entry.getValue())));
  }

  private Stream<Map.Entry<String, JsonNode>> cases(Predicate<String> metric) {
    return golden.cases().entrySet().stream()
        .filter(entry -> metric.test(entry.getValue().get("metric").asText()));
  }

  private void check(JsonNode json) {
    Accumulator accumulator = metric(json).start();
    FloatArray yTrue = golden.tensor(json.get("y_true").asText());
    FloatArray yPred = golden.tensor(json.get("y_pred").asText());
    Optional<FloatArray> weights = weights(json);
    FloatArray expected = golden.tensor(json.get("after_batch").asText());
    for (int i = 0; i < expected.shape().get(0); i++) {
      int batch = i;
      accumulator.update(
          batch(yTrue, i), batch(yPred, i), weights.map(weight -> batch(weight, batch)));
      float[] values = batch(expected, i).data();
      List<Double> results = accumulator.results();
      assertThat(results).hasSize(values.length);
      for (int j = 0; j < values.length; j++) {
        assertNear("result " + j + " after batch " + i, results.get(j), values[j], TOLERANCE);
      }
    }
  }

  /** Thresholds that follow from their number are in the manifest as null and not in Keras's. */
  private static void checkJson(JsonNode json) {
    Map<String, Object> expected = GoldenFamily.plain(json.get("config"));
    Map<String, Object> found = metric(json).configJson();
    found.keySet().removeAll(List.of("name", "dtype"));
    if (json.get("metric").asText().equals("AUC") && expected.get("thresholds") == null) {
      expected.remove("thresholds");
    }
    assertThat(GoldenFamily.json(found)).isEqualTo(GoldenFamily.json(expected));
  }

  private void checkCounts(JsonNode json) {
    int classes = json.get("config").get("num_classes").asInt();
    ConfusionSums counts = new ConfusionSums();
    ClassReader.of(classes, Optional.empty(), false, true, true)
        .read(
            golden.tensor(json.get("y_true").asText()),
            golden.tensor(json.get("y_pred").asText()),
            weights(json),
            counts);
    float[] expected = golden.tensor(json.get("result").asText()).data();
    for (int i = 0; i < expected.length; i++) {
      String cell = "row " + i / classes + ", column " + i % classes;
      assertNear(cell, counts.get(i / classes, i % classes), expected[i], TOLERANCE);
    }
  }

  private Optional<FloatArray> weights(JsonNode json) {
    return Optional.ofNullable(json.get("sample_weight").textValue()).map(golden::tensor);
  }

  private static Metric metric(JsonNode json) {
    return Metrics.REGISTRY.create(
        json.get("metric").asText(), GoldenFamily.plain(json.get("config")));
  }

  private static FloatArray batch(FloatArray batches, int index) {
    int size = batches.data().length / batches.shape().get(0);
    return new FloatArray(
        batches.shape().dropFirst(),
        Arrays.copyOfRange(batches.data(), index * size, (index + 1) * size));
  }
}
