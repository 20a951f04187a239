package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.interop.RealKeras;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Curves, calibration and temperature beside scikit-learn and SciPy. */
@Tag("interop")
final class ScikitLearnCurvesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SCRIPT =
      """
      import json, sys
      try:
          from sklearn import metrics
          from scipy.optimize import minimize_scalar
      except ImportError:
          print("absent")
          sys.exit()
      import numpy as np
      given = json.load(open(sys.argv[1]))
      label = np.array(given["label"])
      p = np.array(given["p"], dtype=np.float32).astype(np.float64)
      one_hot = np.eye(p.shape[1])[label]
      roc = []
      for c in range(p.shape[1]):
          y, s = one_hot[:, c], p[:, c]
          if 0 < y.sum() < len(y):
              fpr, tpr, at = metrics.roc_curve(y, s, drop_intermediate=False)
              roc.append({"class": c, "points": [f"{x:.9f} {t:.9f}" for x, t in zip(fpr, tpr)],
                  "area": metrics.roc_auc_score(y, s),
                  "precision": metrics.average_precision_score(y, s)})
      confidence, right = p.max(axis=1), p.argmax(axis=1) == label
      error = 0.0
      for b in range(15):
          held = (confidence > b / 15) & (confidence <= (b + 1) / 15)
          if held.any():
              error += held.mean() * abs(confidence[held].mean() - right[held].mean())
      def loss(t):
          z = np.log(np.maximum(p, np.finfo(np.float32).tiny)) / np.exp(t)
          return -(z[range(len(label)), label] - np.log(np.exp(z).sum(axis=1))).mean()
      print(json.dumps({
          "roc": roc,
          "brier": ((p - one_hot) ** 2).sum(axis=1).mean(),
          "error": error,
          "temperature": float(np.exp(minimize_scalar(
              loss, bounds=(-3, 3), method="bounded", options={"xatol": 1e-8}).x))}))
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 400, 2", "2, 1000, 10", "3, 60, 40"})
  void agreesWithScikitLearn(long seed, int examples, int classes) throws Exception {
    Predictions found = RandomOutputs.draw(seed, examples, classes).evaluate().predictions();
    Path file = folder.resolve("outputs.json");
    Files.writeString(file, JSON.writeValueAsString(plain(found)));
    String printed = RealKeras.run(SCRIPT, file);
    assumeFalse(printed.equals("absent"), "scikit-learn is not installed in this Python");
    JsonNode expected = JSON.readTree(printed);
    Calibration calibration = Calibration.of(found);
    assertThat(calibration.brier()).isCloseTo(expected.get("brier").asDouble(), within(1e-9));
    assertThat(calibration.expectedError())
        .isCloseTo(expected.get("error").asDouble(), within(1e-9));
    assertThat(Temperature.fit(found).value())
        .isCloseTo(expected.get("temperature").asDouble(), within(1e-4));
    assertThat(expected.get("roc")).isNotEmpty();
    expected.get("roc").forEach(each -> checkCurves(found, each));
  }

  private static void checkCurves(Predictions found, JsonNode expected) {
    int ofClass = expected.get("class").asInt();
    RocCurve roc = RocCurve.of(found, ofClass);
    assertThat(roc.area()).isCloseTo(expected.get("area").asDouble(), within(1e-9));
    assertThat(PrecisionRecallCurve.of(found, ofClass).averagePrecision())
        .isCloseTo(expected.get("precision").asDouble(), within(1e-9));
    Set<String> points = new HashSet<>();
    expected.get("points").forEach(point -> points.add(point.asText()));
    assertThat(points)
        .containsAll(
            roc.points().stream()
                .map(
                    each ->
                        String.format(
                            Locale.ROOT,
                            "%.9f %.9f",
                            each.falsePositiveRate(),
                            each.truePositiveRate()))
                .toList());
  }

  private static Map<String, Object> plain(Predictions found) {
    return Map.of(
        "label",
        found.stream().map(Prediction::label).toList(),
        "p",
        IntStream.range(0, found.size()).mapToObj(found::probabilities).toList());
  }
}
