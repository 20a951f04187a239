package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.ClassWeights;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.MeanSquaredError;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.metric.SparseTopKCategoricalAccuracy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.optimizer.SGD;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A loss, a weight of it and metrics for each output. */
class SeveralOutputsTest {
  private static final Loss KIND_LOSS = SparseCategoricalCrossentropy.fromLogits();
  private static final Loss SIZE_LOSS = MeanSquaredError.of();
  private static final Map<String, Loss> LOSSES = Map.of("kind", KIND_LOSS, "size", SIZE_LOSS);

  private static Model model() {
    Node image = Node.input("image", Shape.of(2, 2, 1));
    Node flat = image.apply(Flatten.of());
    return Model.of(
        "two",
        List.of(image),
        List.of(flat.apply("kind", Dense.of(3)), flat.apply("size", Dense.of(1))));
  }

  private static Batch batch() {
    FloatArray images = FloatArray.zeros(Shape.of(4, 2, 2, 1));
    for (int i = 0; i < images.data().length; i++) {
      images.data()[i] = (i * 7 % 11 - 5) / 5f;
    }
    FloatArray sizes = new FloatArray(Shape.of(4, 1), new float[] {0.5f, -1, 2, 0});
    return new Batch(List.of(images), List.of(FloatArray.of(0, 1, 2, 1), sizes), Optional.empty());
  }

  private static Map<String, Double> logs(Trainer trainer, Batch... batches) {
    History history = trainer.withSeed(Seed.of(1)).fit(new GivenBatches(batches)).history();
    return history.epochs().get(0).logs();
  }

  private static Trainer trainer() {
    return Trainer.of(model(), CompiledLoss.of(model(), LOSSES), SGD.of());
  }

  private static Trainer weighted(double kind, double size) {
    CompiledLoss loss = CompiledLoss.of(model(), LOSSES).withWeights(List.of(kind, size));
    return Trainer.of(model(), loss, SGD.of());
  }

  @Test
  void logsLossAndMetricsOfEachOutputByKerasNames() {
    assertThat(logs(trainer(), batch()).keySet())
        .containsExactly(
            "loss", "kind_loss", "size_loss", "kind_accuracy", "size_accuracy", "learning_rate");
  }

  @Test
  void logsTheWeightedSumAndEachLossUnweighted() {
    Map<String, Double> plain = logs(trainer(), batch());
    Map<String, Double> logs = logs(weighted(0.25, 3), batch());
    assertThat(logs.get("kind_loss")).isEqualTo(plain.get("kind_loss"));
    assertThat(logs.get("size_loss")).isEqualTo(plain.get("size_loss"));
    assertThat(logs.get("loss"))
        .isCloseTo(0.25 * logs.get("kind_loss") + 3 * logs.get("size_loss"), within(1e-6));
  }

  @Test
  void trainsOnlyWhatCounts() {
    Trainer onlyKind = weighted(1, 0).withSeed(Seed.of(1));
    assertThat(onlyKind.fit(new GivenBatches(batch())).weights().get("size/kernel"))
        .isEqualTo(model().initialWeights(Seed.of(1)).get("size/kernel"));
  }

  @Test
  void measuresEachOutputWithItsOwnMetrics() {
    Trainer trainer =
        trainer()
            .withMetrics(
                Map.of("kind", List.of(AutoAccuracy.of(), SparseTopKCategoricalAccuracy.of())));
    assertThat(logs(trainer, batch()))
        .containsKeys("kind_accuracy", "kind_sparse_top_k_categorical_accuracy")
        .doesNotContainKey("size_accuracy");
  }

  @Test
  void weighsTheExamplesOfOneOutputByTheirClasses() {
    Trainer byClass =
        trainer().withClassWeights(Map.of("kind", ClassWeights.of(Map.of(0, 2.0, 2, 0.5))));
    Batch byExample =
        batch().withWeights(List.of(FloatArray.of(2, 1, 0.5f, 1), FloatArray.of(1, 1, 1, 1)));
    assertThat(logs(byClass, batch())).isEqualTo(logs(trainer(), byExample));
  }

  @Test
  void countsAnExampleWithItsWeightInAllOutputs() {
    FloatArray weights = FloatArray.of(0.5f, 0, 2, 1);
    assertThat(logs(trainer(), batch().withWeights(List.of(weights))))
        .isEqualTo(logs(trainer(), batch().withWeights(List.of(weights, weights))));
  }

  @Test
  void saysWhichOutputsNeedALoss() {
    assertThatThrownBy(() -> CompiledLoss.of(model(), Map.of("kind", KIND_LOSS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Found losses for the outputs [kind], expected them for [kind, size] as two has");
  }

  @Test
  void saysHowManyLossesItNeeds() {
    assertThatThrownBy(() -> Trainer.of(model(), KIND_LOSS, SGD.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Found 1 losses, expected one for each of the 2 outputs [kind, size] of two");
  }

  @Test
  void saysThatClassWeightsAreOfOneOutput() {
    assertThatThrownBy(() -> trainer().withClassWeights(ClassWeights.of(Map.of(0, 2.0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one output; say of which output");
  }

  @Test
  void saysWhichClassesThereAre() {
    ClassWeights tooMany = ClassWeights.of(Map.of(7, 2.0));
    assertThatThrownBy(() -> trainer().withClassWeights(Map.of("kind", tooMany)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Found a class weight for class 7, expected classes from 0 to 2 as output kind has");
  }
}
