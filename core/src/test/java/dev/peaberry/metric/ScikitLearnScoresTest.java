package dev.peaberry.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.interop.RealKeras;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Keras does not have is compared with scikit-learn. */
@Tag("interop")
final class ScikitLearnScoresTest {
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
      label = np.array(given["label"])
      weight = np.array(given["weight"], "float32").astype(float)
      scores = np.array(given["scores"], "float32").reshape(len(label), -1)
      best = scores.argmax(axis=1) if scores.shape[1] > 1 else (scores[:, 0] > 0.5).astype(int)
      every = dict(y1=label, y2=best, labels=range(max(2, scores.shape[1])), sample_weight=weight)
      print(json.dumps({
          "kappa": metrics.cohen_kappa_score(**every),
          "linear": metrics.cohen_kappa_score(**every, weights="linear"),
          "quadratic": metrics.cohen_kappa_score(**every, weights="quadratic"),
          "matthews": metrics.matthews_corrcoef(label, best, sample_weight=weight)}))
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 400, 1", "2, 400, 2", "3, 1000, 10", "4, 60, 40"})
  void agreesWithScikitLearn(long seed, int examples, int outputs) throws IOException {
    Random random = new Random(seed);
    float[] labels = new float[examples];
    float[] scores = new float[examples * outputs];
    float[] weights = new float[examples];
    for (int i = 0; i < examples; i++) {
      labels[i] = random.nextInt(Math.max(2, outputs));
      weights[i] = 2 * random.nextFloat();
      for (int j = 0; j < outputs; j++) {
        boolean isTrue = labels[i] == (outputs == 1 ? 1 : j);
        scores[i * outputs + j] = 0.8f * random.nextFloat() + (isTrue ? 0.2f : 0);
      }
    }
    Path file = folder.resolve("given.json");
    Map<String, Object> given = Map.of("label", labels, "scores", scores, "weight", weights);
    Files.write(file, JSON.writeValueAsBytes(given));
    String answer = RealKeras.run(SCRIPT, file);
    assumeFalse(answer.equals("absent"), "no scikit-learn");
    JsonNode expected = JSON.readTree(answer);
    Map.of(
            "kappa", CohenKappa.of(),
            "linear", CohenKappa.of().withWeightage(CohenKappa.Weightage.LINEAR),
            "quadratic", CohenKappa.of().withWeightage(CohenKappa.Weightage.QUADRATIC),
            "matthews", MatthewsCorrelationCoefficient.of())
        .forEach(
            (name, metric) -> {
              Accumulator accumulator = metric.start();
              accumulator.update(
                  FloatArray.of(labels),
                  new FloatArray(Shape.of(examples, outputs), scores),
                  Optional.of(FloatArray.of(weights)));
              assertThat(accumulator.result())
                  .as(name)
                  .isCloseTo(expected.get(name).asDouble(), within(1e-9));
            });
  }
}
