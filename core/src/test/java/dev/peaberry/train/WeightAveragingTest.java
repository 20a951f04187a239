package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.callback.LambdaCallback;
import dev.peaberry.callback.ModelCheckpoint;
import dev.peaberry.callback.StochasticWeightAveraging;
import dev.peaberry.callback.SwapEMAWeights;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.Optimizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightAveragingTest {
  private static final Dataset TRAINING = new ArrayDataset(50, 8, 2);
  private static final Dataset VALIDATION = new ArrayDataset(20, 8, 2);
  private static final String KERNEL = "dense/kernel";
  private static final Optimizer AVERAGING =
      Adam.SCHEMA.fromJson(Map.of("use_ema", true, "ema_momentum", 0.9));

  @TempDir Path folder;

  private static Model model() {
    return Sequential.withInput(Shape.of(8, 8, 3))
        .add(BatchNormalization.of())
        .add(Flatten.of())
        .add(Dense.of(2))
        .build();
  }

  private static Trainer trainer(Optimizer optimizer) {
    return Trainer.of(model(), SparseCategoricalCrossentropy.fromLogits(), optimizer)
        .withSeed(Seed.of(3))
        .withEpochs(5);
  }

  @Test
  void theWeightsAreTheMeanOfThoseOfTheLaterEpochs() {
    List<Weights> ends = new ArrayList<>();
    Callback collecting =
        LambdaCallback.of().onEpochEnd((training, report) -> ends.add(training.weights()));
    TrainingResult result =
        trainer(Adam.of())
            .withCallbacks(List.of(collecting, StochasticWeightAveraging.from(2)))
            .fit(TRAINING);
    for (int i = 0; i < 10; i++) {
      int element = i;
      double mean =
          ends.subList(2, 5).stream()
              .mapToDouble(weights -> weights.get(KERNEL).data()[element])
              .average()
              .orElseThrow();
      assertThat((double) result.weights().get(KERNEL).data()[i]).isCloseTo(mean, within(1e-6));
    }
    assertThat(result.weightsEpoch()).isEmpty();
  }

  @Test
  void takesTheWeightsOfEveryOtherEpochOnly() {
    List<Weights> ends = new ArrayList<>();
    Callback collecting =
        LambdaCallback.of().onEpochEnd((training, report) -> ends.add(training.weights()));
    TrainingResult result =
        trainer(Adam.of())
            .withCallbacks(List.of(collecting, StochasticWeightAveraging.from(1).withFrequency(2)))
            .fit(TRAINING);
    double mean = (ends.get(1).get(KERNEL).data()[0] + ends.get(3).get(KERNEL).data()[0]) / 2.0;
    assertThat((double) result.weights().get(KERNEL).data()[0]).isCloseTo(mean, within(1e-6));
  }

  @Test
  void batchNormalisationSeesTheTrainingDataAnew() {
    TrainingResult result =
        trainer(Adam.of()).withCallbacks(List.of(StochasticWeightAveraging.from(2))).fit(TRAINING);
    double red = 0;
    long pixels = 0;
    try (Batches batches = TRAINING.open(0)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        byte[] bytes = ((UInt8Array) batch.inputs().get(0)).data();
        for (int i = 0; i < bytes.length; i += 3) {
          red += Byte.toUnsignedInt(bytes[i]);
          pixels++;
        }
      }
    }
    assertThat((double) result.weights().get("batch_normalization/moving_mean").data()[0])
        .isCloseTo(red / pixels, within(1e-3));
  }

  @Test
  void trainsTheAveragedEpochsWithARateOfTheirOwn() {
    History history =
        trainer(Adam.of())
            .withCallbacks(List.of(StochasticWeightAveraging.from(3).withLearningRate(0.01)))
            .fit(TRAINING)
            .history();
    assertThat(history.values().get("learning_rate"))
        .containsExactly(0.001, 0.001, 0.001, 0.01, 0.01);
  }

  @Test
  void validatesWithMovingAveragesAndTrainsWithWeights() {
    TrainingResult plain = trainer(AVERAGING).fit(TRAINING, VALIDATION);
    TrainingResult swapping =
        trainer(AVERAGING).withCallbacks(List.of(SwapEMAWeights.of())).fit(TRAINING, VALIDATION);
    assertThat(swapping.weights()).isEqualTo(plain.weights());
    assertThat(swapping.history().values().get("loss"))
        .isEqualTo(plain.history().values().get("loss"));
    assertThat(swapping.history().values().get("val_loss"))
        .doesNotContainAnyElementsOf(plain.history().values().get("val_loss"));
  }

  @Test
  void theLastValidationIsThatOfTheResult() {
    List<Double> again = new ArrayList<>();
    Callback validating =
        LambdaCallback.of()
            .onTrainEnd((training, ending) -> again.add(training.validate().get("val_loss")));
    History history =
        trainer(AVERAGING)
            .withCallbacks(List.of(SwapEMAWeights.of(), validating))
            .fit(TRAINING, VALIDATION)
            .history();
    assertThat(history.values().get("val_loss")).endsWith(again.get(0));
  }

  @Test
  void whatIsSavedBetweenEpochsAreTheAverages() {
    TrainingResult result =
        trainer(AVERAGING)
            .withCallbacks(
                List.of(
                    SwapEMAWeights.of().withSwapOnEpoch(),
                    ModelCheckpoint.to(folder + "/{epoch}.keras")))
            .fit(TRAINING, VALIDATION);
    assertThat(KerasFile.read(folder.resolve("5.keras")).weights()).isEqualTo(result.weights());
  }

  @Test
  void whatIsSavedBetweenEpochsGoesOnWithTheWeights() {
    Trainer trainer =
        trainer(AVERAGING)
            .withCallbacks(
                List.of(
                    SwapEMAWeights.of().withSwapOnEpoch(),
                    ModelCheckpoint.to(folder + "/{epoch}.keras")));
    TrainingResult result = trainer.fit(TRAINING, VALIDATION);
    TrainingResult resumed =
        trainer.resume(folder.resolve("2.keras"), TRAINING, Optional.of(VALIDATION));
    assertThat(resumed.weights()).isEqualTo(result.weights());
  }

  @Test
  void needsAnOptimizerThatKeepsAverages() {
    Trainer trainer = trainer(Adam.of()).withCallbacks(List.of(SwapEMAWeights.of()));
    assertThatThrownBy(() -> trainer.fit(TRAINING))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("expected an optimizer with use_ema");
  }
}
