package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.interop.RealKeras;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("interop")
final class ScikitLearnTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SCRIPT =
      """
      import json, sys
      try:
          from sklearn import metrics
      except ImportError:
          print("absent")
          sys.exit()
      import numpy as np
      given = json.load(open(sys.argv[1]))
      label, logits = np.array(given["label"]), np.array(given["logits"])
      p = np.exp(logits - logits.max(axis=1, keepdims=True))
      p /= p.sum(axis=1, keepdims=True)
      every = range(p.shape[1])
      best = p.argmax(axis=1)
      print(json.dumps({
          "report": metrics.classification_report(
              label, best, output_dict=True, zero_division=0),
          "matrix": metrics.confusion_matrix(label, best, labels=every).tolist(),
          "loss": metrics.log_loss(label, p, labels=every),
          "top2": metrics.top_k_accuracy_score(label, p, k=2, labels=every)
              if len(every) > 2 else 1.0}))
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 400, 2", "2, 1000, 10", "3, 60, 40"})
  void agreesWithScikitLearn(long seed, int examples, int classes) throws Exception {
    RandomOutputs drawn = RandomOutputs.draw(seed, examples, classes);
    Path file = folder.resolve("outputs.json");
    Files.writeString(file, JSON.writeValueAsString(plain(drawn, classes)));
    String printed = RealKeras.run(SCRIPT, file);
    assumeFalse(printed.equals("absent"), "scikit-learn is not installed in this Python");
    JsonNode expected = JSON.readTree(printed);
    Evaluation found = drawn.evaluate();
    ConfusionMatrix matrix = found.confusion();
    assertThat(matrix.counts())
        .isDeepEqualTo(JSON.convertValue(expected.get("matrix"), long[][].class));
    assertThat(found.loss()).isCloseTo(expected.get("loss").asDouble(), within(1e-6));
    assertThat(found.topKAccuracy(2)).isCloseTo(expected.get("top2").asDouble(), within(1e-12));
    JsonNode report = expected.get("report");
    assertThat(found.accuracy()).isCloseTo(report.get("accuracy").asDouble(), within(1e-12));
    check(matrix.macroAverage(), report.get("macro avg"));
    check(matrix.weightedAverage(), report.get("weighted avg"));
    for (int i = 0; i < classes; i++) {
      if (report.has(String.valueOf(i))) {
        check(matrix.scores(i), report.get(String.valueOf(i)));
      }
    }
  }

  private static void check(Scores found, JsonNode expected) {
    assertThat(found.precision())
        .as(found.name())
        .isCloseTo(expected.get("precision").asDouble(), within(1e-12));
    assertThat(found.recall())
        .as(found.name())
        .isCloseTo(expected.get("recall").asDouble(), within(1e-12));
    assertThat(found.f1())
        .as(found.name())
        .isCloseTo(expected.get("f1-score").asDouble(), within(1e-12));
    assertThat(found.support()).as(found.name()).isEqualTo(expected.get("support").asLong());
  }

  private static Map<String, Object> plain(RandomOutputs drawn, int classes) {
    int examples = drawn.labels().data().length;
    List<Integer> labels =
        IntStream.range(0, examples).mapToObj(i -> (int) drawn.labels().data()[i]).toList();
    List<List<Float>> logits =
        IntStream.range(0, examples)
            .mapToObj(
                i ->
                    IntStream.range(0, classes)
                        .mapToObj(j -> drawn.logits().data()[i * classes + j])
                        .toList())
            .toList();
    return Map.of("label", labels, "logits", logits);
  }
}
