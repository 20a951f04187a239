package dev.peaberry.train;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.activation.Activation;
import dev.peaberry.data.Batch;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.layer.Dense;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.metric.AUC;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.metric.Average;
import dev.peaberry.metric.CohenKappa;
import dev.peaberry.metric.F1Score;
import dev.peaberry.metric.Metric;
import dev.peaberry.metric.Metrics;
import dev.peaberry.metric.OneHotIoU;
import dev.peaberry.metric.Precision;
import dev.peaberry.metric.SpecificityAtSensitivity;
import dev.peaberry.metric.TopKCategoricalAccuracy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.SGD;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keras opens a checkpoint and evaluates it with the metrics that are compiled into it. */
@Tag("interop")
final class KerasEvaluationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 8;
  private static final int CLASSES = 3;
  private static final int FEATURES = 4;

  private static final List<Metric> METRICS =
      List.of(
          AutoAccuracy.of(),
          Metrics.named("mse"),
          Precision.of().withThresholds(List.of(0.2, 0.4)),
          Precision.of().withTopK(2).withClassId(1).withName("top"),
          F1Score.of(),
          TopKCategoricalAccuracy.of().withK(2),
          AUC.of().withMultiLabel().withThresholds(List.of(0.3, 0.35, 0.5)),
          OneHotIoU.of(CLASSES, List.of(0, 2)),
          CohenKappa.of());
  private static final List<Metric> WEIGHTED =
      List.of(
          F1Score.of().withAverage(Average.WEIGHTED),
          AutoAccuracy.of(),
          AUC.of().withCurve(AUC.Curve.PR).withName("pr"),
          SpecificityAtSensitivity.of(0.4).withClassId(0));

  @TempDir Path folder;

  @Test
  void kerasLogsWhatValidationLogs() throws IOException {
    Model model =
        Sequential.withInput(Shape.of(FEATURES))
            .add(Dense.of(CLASSES).withActivation(Activation.SOFTMAX))
            .build();
    Batch all = batch(2 * BATCH + 3);
    GivenBatches data =
        new GivenBatches(part(all, 0, 8), part(all, 8, 16), part(all, 16, all.size()));
    Checkpoints checkpoints = Checkpoints.in(folder);
    Map<String, Double> logs =
        Trainer.of(model, CategoricalCrossentropy.of(), SGD.of())
            .withMetrics(METRICS)
            .withWeightedMetrics(WEIGHTED)
            .withCheckpoints(checkpoints)
            .fit(data, data)
            .history()
            .epochs()
            .get(0)
            .logs();
    Map<String, Double> expected = evaluate(checkpoints.last(), all);
    assertThat(logs.keySet().stream().filter(name -> name.startsWith("val_")))
        .containsAll(expected.keySet().stream().map(name -> "val_" + name).toList())
        .hasSize(expected.size() + 1); // Keras has no Cohen's kappa
    expected.forEach((name, value) -> assertNear(name, logs.get("val_" + name), value, 1e-5));
  }

  private Map<String, Double> evaluate(Path model, Batch all) throws IOException {
    Path file = folder.resolve("data.json");
    List<Object> arrays =
        List.of(
            rows((FloatArray) all.inputs().get(0)),
            rows(all.targets().get(0)),
            all.weights().get(0).data());
    Files.write(file, JSON.writeValueAsBytes(arrays));
    JsonNode logs = JSON.readTree(RealKeras.run(script(), model, file, BATCH));
    Map<String, Double> values = new LinkedHashMap<>();
    logs.properties()
        .forEach(
            entry -> {
              JsonNode results = entry.getValue();
              for (int i = 0; i < results.size(); i++) {
                String suffix = results.size() == 1 ? "" : "_" + i;
                values.put(entry.getKey() + suffix, results.get(i).asDouble());
              }
            });
    return values;
  }

  private static Batch batch(int size) {
    Random random = new Random(3);
    FloatArray inputs = FloatArray.zeros(Shape.of(size, FEATURES));
    FloatArray targets = FloatArray.zeros(Shape.of(size, CLASSES));
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < FEATURES; j++) {
        inputs.data()[i * FEATURES + j] = (float) random.nextGaussian();
      }
      targets.data()[i * CLASSES + random.nextInt(CLASSES)] = 1;
      weights[i] = 0.5f + random.nextFloat();
    }
    return new Batch(List.of(inputs), List.of(targets), Optional.of(FloatArray.of(weights)));
  }

  private static Batch part(Batch all, int from, int to) {
    return new Batch(
        List.of(part((FloatArray) all.inputs().get(0), from, to)),
        List.of(part(all.targets().get(0), from, to)),
        Optional.of(part(all.weights().get(0), from, to)));
  }

  private static FloatArray part(FloatArray array, int from, int to) {
    int size = array.data().length / array.shape().get(0);
    return new FloatArray(
        array.shape().with(0, to - from), Arrays.copyOfRange(array.data(), from * size, to * size));
  }

  private static List<float[]> rows(FloatArray array) {
    List<float[]> rows = new ArrayList<>();
    IntStream.range(0, array.shape().get(0)).forEach(i -> rows.add(part(array, i, i + 1).data()));
    return rows;
  }

  private static String script() throws IOException {
    try (var in = KerasEvaluationTest.class.getResourceAsStream("/interop/evaluate.py")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
