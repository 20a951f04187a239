package dev.peaberry.metric;

import static dev.peaberry.golden.Near.assertNear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.golden.GoldenFamily;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
final class GoldenMetricsTest {
  private static final double TOLERANCE = 1e-5;

  private final GoldenFamily golden = GoldenFamily.open("metrics");

  @TestFactory
  Stream<DynamicTest> measuresWhatKerasMeasures() {
    return golden.cases().entrySet().stream()
        .filter(entry -> Metrics.REGISTRY.find(metric(entry.getValue())).isPresent())
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private void check(JsonNode json) {
    Accumulator accumulator =
        Metrics.REGISTRY.create(metric(json), GoldenFamily.plain(json.get("config"))).start();
    FloatArray yTrue = golden.tensor(json.get("y_true").asText());
    FloatArray yPred = golden.tensor(json.get("y_pred").asText());
    Optional<FloatArray> weights =
        Optional.ofNullable(json.get("sample_weight").textValue()).map(golden::tensor);
    float[] afterBatch = golden.tensor(json.get("after_batch").asText()).data();
    for (int i = 0; i < afterBatch.length; i++) {
      int batch = i;
      accumulator.update(
          batch(yTrue, i), batch(yPred, i), weights.map(weight -> batch(weight, batch)));
      assertNear("after batch " + i, accumulator.result(), afterBatch[i], TOLERANCE);
    }
  }

  private static String metric(JsonNode json) {
    return json.get("metric").asText();
  }

  private static FloatArray batch(FloatArray batches, int index) {
    int size = batches.data().length / batches.shape().get(0);
    return new FloatArray(
        batches.shape().dropFirst(),
        Arrays.copyOfRange(batches.data(), index * size, (index + 1) * size));
  }
}
