package dev.peaberry.metric;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.golden.GoldenFamily;
import dev.peaberry.interop.RealKeras;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every metric and option beside the real Keras, with and without weights, and with a small last
 * batch.
 */
@Tag("interop")
final class KerasMetricsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double TOLERANCE = 1e-5;

  @TempDir Path folder;

  private record Case(Metric metric, DrawnOutputs drawn, boolean weighted) {
    String name() {
      return metric.className()
          + " "
          + drawn.kind()
          + (weighted ? " weighted " : " ")
          + metric.configJson();
    }

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("metric", metric.className());
      json.put("config", metric.configJson());
      json.put("integers", drawn.kind().integers());
      List<Object> batches = new ArrayList<>();
      for (DrawnOutputs.Part part : drawn.parts()) {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("y_true", plain(part.yTrue()));
        batch.put("y_pred", plain(part.yPred()));
        batch.put("weights", weighted ? plain(part.weights()) : null);
        batches.add(batch);
      }
      json.put("batches", batches);
      return json;
    }

    private static Map<String, Object> plain(FloatArray array) {
      return Map.of("shape", array.shape().toArray(), "data", array.data());
    }
  }

  @TestFactory
  Stream<DynamicTest> measuresWhatKerasMeasures() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (DrawnOutputs.Kind kind : DrawnOutputs.Kind.values()) {
      DrawnOutputs drawn = DrawnOutputs.of(kind, 11);
      for (Metric metric : kind.metrics()) {
        cases.add(new Case(metric, drawn, false));
        cases.add(new Case(metric, drawn, true));
      }
    }
    Path file = folder.resolve("cases.json");
    Files.write(file, JSON.writeValueAsBytes(cases.stream().map(Case::toJson).toList()));
    JsonNode answers = JSON.readTree(RealKeras.run(script(), file));
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      JsonNode answer = answers.get(i);
      tests.add(DynamicTest.dynamicTest(each.name(), () -> check(each, answer)));
    }
    return tests.stream();
  }

  private static void check(Case each, JsonNode answer) {
    assertThat(answer.has("error")).as("Keras says %s", answer.get("error")).isFalse();
    Accumulator accumulator = each.metric().start();
    for (int i = 0; i < each.drawn().parts().size(); i++) {
      DrawnOutputs.Part part = each.drawn().parts().get(i);
      accumulator.update(
          part.yTrue(),
          part.yPred(),
          each.weighted() ? Optional.of(part.weights()) : Optional.empty());
      JsonNode expected = answer.get("results").get(i);
      List<Double> found = accumulator.results();
      assertThat(found).hasSize(expected.size());
      for (int j = 0; j < found.size(); j++) {
        String what = "result " + j + " after batch " + i;
        double wanted = Double.parseDouble(expected.get(j).asText().replace("nan", "NaN"));
        if (!(Double.isNaN(wanted) && Double.isNaN(found.get(j)))) {
          assertNear(what, found.get(j), wanted, TOLERANCE);
        }
      }
    }
    assertThat(GoldenFamily.json(each.metric().configJson()))
        .isEqualTo(GoldenFamily.json(GoldenFamily.plain(answer.get("config"))));
  }

  private static String script() {
    try (var in = KerasMetricsTest.class.getResourceAsStream("/interop/metrics.py")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
