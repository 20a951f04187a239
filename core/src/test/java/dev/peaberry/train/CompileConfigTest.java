package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.loss.MeanSquaredError;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.metric.BinaryAccuracy;
import dev.peaberry.metric.Metric;
import dev.peaberry.metric.Metrics;
import dev.peaberry.metric.TopKCategoricalAccuracy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.optimizer.SGD;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CompileConfigTest {
  private static final Node INPUT = Node.input("x", Shape.of(2));
  private static final Model ONE = Model.of("one", INPUT, INPUT.apply("y", Dense.of(2)));
  private static final Model TWO =
      Model.of(
          "two",
          List.of(INPUT),
          List.of(INPUT.apply("left", Dense.of(2)), INPUT.apply("right", Dense.of(2))));

  @Test
  void aMetricIsWrittenWithItsOptionsAndAccuracyAsAText() {
    Map<String, Object> config =
        CompileConfig.of(
            trainer(ONE)
                .withMetrics(List.of(AutoAccuracy.of(), TopKCategoricalAccuracy.of().withK(3))));
    assertThat(config.get("metrics"))
        .asString()
        .isEqualTo(
            "[accuracy, {module=keras.metrics, class_name=TopKCategoricalAccuracy,"
                + " config={name=top_k_categorical_accuracy, dtype=float32, k=3},"
                + " registered_name=null}]");
    assertThat(config).containsEntry("weighted_metrics", null);
  }

  @Test
  void metricsAreReadBack() {
    List<Metric> metrics =
        List.of(new AutoAccuracy("acc"), BinaryAccuracy.of().withThreshold(0.3).withName("third"));
    Map<String, Object> config = CompileConfig.of(trainer(ONE).withWeightedMetrics(metrics));
    assertThat(((List<?>) config.get("weighted_metrics")).stream().map(Metrics::fromJson).toList())
        .containsExactlyElementsOf(metrics);
  }

  @Test
  void everyOutputHasItsListOfMetrics() {
    assertThat(CompileConfig.of(trainer(TWO)).get("metrics"))
        .isEqualTo(List.of(List.of("accuracy"), List.of("accuracy")));
  }

  private static Trainer trainer(Model model) {
    int outputs = model.outputNames().size();
    return Trainer.of(model, Collections.nCopies(outputs, MeanSquaredError.of()), SGD.of());
  }
}
