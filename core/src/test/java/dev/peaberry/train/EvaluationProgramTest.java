package dev.peaberry.train;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.SGD;
import dev.peaberry.regularizer.L1L2;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationProgramTest {
  private static final Dataset DATA = new ArrayDataset(20, 8, 2);
  private static final CompiledLoss LOSS =
      CompiledLoss.of(List.of(SparseCategoricalCrossentropy.fromLogits()));

  private static Model model() {
    return Sequential.withInput(Shape.of(8, 8, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Flatten.of())
        .add(Dense.of(2).withKernelRegularizer(L1L2.l2(0.1)))
        .build();
  }

  @Test
  void givesWhatTheValidationOfATrainingGives() {
    TrainingResult trained =
        Trainer.of(model(), LOSS, SGD.of()).withSeed(Seed.of(1)).fit(DATA, DATA);
    try (EvaluationProgram program =
        EvaluationProgram.of(model(), trained.weights(), LOSS, EngineOptions.DEFAULT)) {
      Map<String, Double> logs = program.evaluate(DATA, List.of(List.of(AutoAccuracy.of())));
      Map<String, Double> validated = trained.history().epochs().get(0).logs();
      assertThat(logs.keySet()).containsExactly("loss", "accuracy");
      assertNear("loss", logs.get("loss"), validated.get("val_loss"), 1e-9);
      assertThat(logs.get("accuracy")).isEqualTo(validated.get("val_accuracy"));
    }
  }

  @Test
  void observesFeaturesInTheSamePass() {
    Weights weights = model().initialWeights(Seed.of(1));
    try (Batches batches = DATA.open(0);
        EvaluationProgram plain =
            EvaluationProgram.of(model(), weights, LOSS, EngineOptions.DEFAULT);
        EvaluationProgram more = plain.observing(model().withFeatures().orElseThrow())) {
      Batch batch = batches.next();
      EvaluationProgram.Result result = more.run(batch);
      assertThat(result.loss()).isEqualTo(plain.run(batch).loss());
      assertThat(result.outputs()).hasSize(2);
      assertThat(result.outputs().get(1).shape()).isEqualTo(Shape.of(batch.size(), 8 * 8 * 3));
    }
  }

  @Test
  void observesOnlyWhatBeginsWithItsOwnOutputs() {
    Weights weights = model().initialWeights(Seed.of(1));
    Model other = Sequential.withInput(Shape.of(2)).add("else", Dense.of(2)).build();
    try (EvaluationProgram program =
        EvaluationProgram.of(model(), weights, LOSS, EngineOptions.DEFAULT)) {
      assertThatThrownBy(() -> program.observing(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Found the outputs [else], expected [dense]");
    }
  }

  @Test
  void saysWhichLabelsTheLossTakes() {
    CompiledLoss categorical = CompiledLoss.of(List.of(CategoricalCrossentropy.fromLogits()));
    try (EvaluationProgram program =
        EvaluationProgram.of(
            model(), model().initialWeights(Seed.of(1)), categorical, EngineOptions.DEFAULT)) {
      assertThatThrownBy(() -> program.evaluate(DATA, List.of(List.of())))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("use SparseCategoricalCrossentropy or categorical labels");
    }
  }
}
