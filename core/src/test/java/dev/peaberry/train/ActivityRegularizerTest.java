package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.ActivityRegularization;
import dev.peaberry.layer.Dense;
import dev.peaberry.loss.MeanSquaredError;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.model.SharedLayer;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.SGD;
import dev.peaberry.regularizer.L1L2;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivityRegularizerTest {
  /** Two examples whose sums are -1 and 3. */
  private static final Batch BATCH =
      Batch.of(
          new FloatArray(Shape.of(2, 2), new float[] {1, -2, 3, 0}),
          new FloatArray(Shape.of(2, 1), new float[] {-1, 3}));

  private static final Node INPUT = Node.input("x", Shape.of(2));

  /** The loss of the examples, which the sums fit exactly: nothing but penalties. */
  private static void assertPenalties(Model model, double expected) {
    FloatArray ones = new FloatArray(Shape.of(2, 1), new float[] {1, 1});
    try (TrainingProgram program =
        TrainingProgram.compile(
            model,
            CompiledLoss.of(List.of(MeanSquaredError.of())),
            SGD.of(),
            BATCH,
            EngineOptions.DEFAULT,
            Seed.of(1),
            false)) {
      program.setWeights(Weights.of(Map.of("sum/kernel", ones)));
      assertThat(program.evaluate(BATCH).loss()).isCloseTo(expected, within(1e-6));
      assertThat(program.train(BATCH, 0).loss()).isCloseTo(expected, within(1e-6));
    }
  }

  private static Dense sum() {
    return Dense.of(1).withoutBias();
  }

  @Test
  void costsWhatComesOutOfALayerDividedByTheExamples() {
    Dense penalised = sum().withActivityRegularizer(L1L2.of(1, 0.5));
    assertPenalties(Model.of("m", INPUT, INPUT.apply("sum", penalised)), (4 + 5) / 2.0);
  }

  @Test
  void costsWhatPassesThroughALayerForIt() {
    Node passed = INPUT.apply(ActivityRegularization.of(1, 0.5));
    assertPenalties(Model.of("m", INPUT, passed.apply("sum", sum())), (6 + 7) / 2.0);
  }

  @Test
  void costsEveryUseOfASharedLayer() {
    SharedLayer shared = SharedLayer.of("same", ActivityRegularization.of(1, 0));
    Node twice = shared.apply(shared.apply(INPUT));
    assertPenalties(Model.of("m", INPUT, twice.apply("sum", sum())), 2 * 6 / 2.0);
  }

  @Test
  void isWrittenOnlyWhereItIsGivenAsInKeras() {
    assertThat(sum().configJson()).doesNotContainKey("activity_regularizer");
    Dense penalised = sum().withActivityRegularizer(L1L2.l1(1));
    assertThat(penalised.configJson()).containsKey("activity_regularizer");
    assertThat(Dense.SCHEMA.fromJson(penalised.configJson())).isEqualTo(penalised);
  }
}
