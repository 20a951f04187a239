package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.metric.AUC;
import dev.peaberry.metric.CohenKappa;
import dev.peaberry.metric.F1Score;
import dev.peaberry.metric.Recall;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.AdamW;
import dev.peaberry.optimizer.SGD;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final Dataset TRAINING = new ArrayDataset(50, 8, 2);
  private static final Dataset VALIDATION = new ArrayDataset(20, 8, 2);

  @TempDir Path folder;

  private static Model model() {
    return Sequential.withInput(Shape.of(8, 8, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Conv2D.of(4, 3))
        .add(BatchNormalization.of())
        .add(Flatten.of())
        .add(Dropout.of(0.3))
        .add(Dense.of(8).withActivation(Activation.RELU))
        .add(Dense.of(2))
        .build();
  }

  private static Trainer trainer() {
    return Trainer.of(model(), SparseCategoricalCrossentropy.fromLogits(), Adam.of())
        .withSeed(Seed.of(3))
        .withEpochs(3);
  }

  @Test
  void learnsWhatCanBeLearnt() {
    History history = trainer().withEpochs(12).fit(TRAINING, VALIDATION).history();
    List<Double> accuracies = history.values().get("val_accuracy");
    assertThat(history.values()).containsKeys("loss", "accuracy", "val_loss", "learning_rate");
    assertThat(accuracies.get(accuracies.size() - 1)).isGreaterThan(0.9);
  }

  @Test
  void givesTheSameNumbersTwice() {
    TrainingResult first = trainer().fit(TRAINING, VALIDATION);
    TrainingResult second = trainer().fit(TRAINING, VALIDATION);
    assertThat(second.weights()).isEqualTo(first.weights());
    assertThat(second.history().values()).isEqualTo(first.history().values());
  }

  @Test
  void givesOtherNumbersForAnotherSeed() {
    assertThat(trainer().fit(TRAINING).weights())
        .isNotEqualTo(trainer().withSeed(Seed.of(4)).fit(TRAINING).weights());
  }

  @Test
  void continuesAnInterruptedTrainingWithTheSameNumbers() {
    TrainingResult uninterrupted = trainer().fit(TRAINING, VALIDATION);
    AtomicInteger steps = new AtomicInteger();
    Checkpoints checkpoints = Checkpoints.in(folder);
    TrainingResult interrupted =
        trainer()
            .withCheckpoints(checkpoints)
            .withStopSignal(() -> steps.incrementAndGet() == 11)
            .fit(TRAINING, VALIDATION);
    assertThat(interrupted.interrupted()).isTrue();
    TrainingResult resumed =
        trainer()
            .withCheckpoints(checkpoints)
            .resume(checkpoints.last(), TRAINING, Optional.of(VALIDATION));
    assertThat(resumed.weights()).isEqualTo(uninterrupted.weights());
    assertThat(resumed.history().values()).isEqualTo(uninterrupted.history().values());
  }

  @Test
  void continuesAnEpochsMeasuresWithTheSameNumbers() {
    Trainer measured =
        trainer()
            .withMetrics(List.of(F1Score.of(), AUC.of().withFromLogits(), Recall.of().withTopK(1)))
            .withWeightedMetrics(List.of(CohenKappa.of()))
            .withEpochs(1);
    AtomicInteger steps = new AtomicInteger();
    Checkpoints checkpoints = Checkpoints.in(folder);
    measured
        .withCheckpoints(checkpoints)
        .withStopSignal(() -> steps.incrementAndGet() == 4)
        .fit(TRAINING);
    TrainingResult resumed = measured.resume(checkpoints.last(), TRAINING, Optional.empty());
    assertThat(resumed.history().values())
        .containsKeys("f1_score_0", "f1_score_1", "auc", "recall", "cohen_kappa")
        .isEqualTo(measured.fit(TRAINING).history().values());
  }

  @Test
  void addsEpochsToAFinishedTraining() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    trainer().withEpochs(2).withCheckpoints(checkpoints).fit(TRAINING, VALIDATION);
    TrainingResult longer = trainer().resume(checkpoints.last(), TRAINING, Optional.of(VALIDATION));
    assertThat(longer.weights()).isEqualTo(trainer().fit(TRAINING, VALIDATION).weights());
  }

  @Test
  void keepsTheBestEpoch() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    TrainingResult result =
        trainer().withEpochs(5).withCheckpoints(checkpoints).fit(TRAINING, VALIDATION);
    List<Double> losses = result.history().values().get("val_loss");
    double best = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    assertThat(losses.get(result.bestEpoch().orElseThrow())).isEqualTo(best);
    assertThat(KerasFile.read(checkpoints.best()).weights().parameters())
        .isEqualTo(result.weights().parameters());
  }

  @Test
  void refusesToResumeAnotherModel() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    trainer().withEpochs(1).withCheckpoints(checkpoints).fit(TRAINING);
    Model other =
        Sequential.withInput(Shape.of(8, 8, 3)).add(Flatten.of()).add(Dense.of(2)).build();
    Trainer another = Trainer.of(other, SparseCategoricalCrossentropy.fromLogits(), Adam.of());
    assertThatThrownBy(() -> another.resume(checkpoints.last(), TRAINING, Optional.empty()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("resume with the settings that the training began with");
  }

  @Test
  void refusesToResumeWithAnotherOptimizer() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    trainer().withEpochs(1).withCheckpoints(checkpoints).fit(TRAINING);
    Trainer sgd = Trainer.of(model(), SparseCategoricalCrossentropy.fromLogits(), SGD.of());
    assertThatThrownBy(() -> sgd.resume(checkpoints.last(), TRAINING, Optional.empty()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("expected 0 of SGD");
  }

  @Test
  void refusesToResumeWithOtherExclusionsFromWeightDecay() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    decaying("bias").withEpochs(1).withCheckpoints(checkpoints).fit(TRAINING);
    Trainer another = decaying("gamma|beta");
    assertThatThrownBy(() -> another.resume(checkpoints.last(), TRAINING, Optional.empty()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContainingAll("found a training without weight decay of [bias]", "[gamma|beta]");
  }

  @Test
  void resumesWithTheSameExclusionsFromWeightDecay() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    Trainer trainer = decaying("bias").withCheckpoints(checkpoints);
    trainer.withEpochs(1).fit(TRAINING);
    assertThat(trainer.resume(checkpoints.last(), TRAINING, Optional.empty()).weights())
        .isEqualTo(decaying("bias").fit(TRAINING).weights());
  }

  private static Trainer decaying(String excluded) {
    return Trainer.of(
            model(),
            SparseCategoricalCrossentropy.fromLogits(),
            AdamW.of().withWeightDecay(0.5).withoutWeightDecayOf(excluded))
        .withSeed(Seed.of(3))
        .withEpochs(2);
  }

  @Test
  void saysWhichLabelsALossWants() {
    Trainer categorical = Trainer.of(model(), CategoricalCrossentropy.fromLogits(), Adam.of());
    assertThatThrownBy(() -> categorical.fit(TRAINING))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "Output dense_1: found whole numbers from 0 to 1 as labels with"
                + " CategoricalCrossentropy, expected rows of 2 numbers from 0 to 1, one for each"
                + " class; use SparseCategoricalCrossentropy or categorical labels");
  }

  @Test
  void refusesLabelsBeyondTheOutput() {
    assertThatThrownBy(() -> trainer().fit(new ArrayDataset(50, 8, 4)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("expected a class index from 0 to 1");
  }

  @Test
  void makesEpochsOfAsManyStepsAsWished() {
    List<Long> steps = new ArrayList<>();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepDone(StepReport report) {
            steps.add(report.step());
          }
        };
    trainer().withEpochs(2).withStepsPerEpoch(9).withListener(counter).fit(TRAINING);
    assertThat(steps).hasSize(18).endsWith(8L, 9L);
  }

  @Test
  void writesItsHistoryForPeopleAndMachines() throws Exception {
    History history = trainer().fit(TRAINING, VALIDATION).history();
    history.writeCsv(folder.resolve("history.csv"));
    history.writeJson(folder.resolve("history.json"));
    assertThat(Files.readAllLines(folder.resolve("history.csv")))
        .hasSize(4)
        .first()
        .isEqualTo(
            "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,training_seconds,"
                + "validation_seconds,waiting_seconds");
    assertThat(History.readJson(folder.resolve("history.json")).values())
        .isEqualTo(history.values());
  }
}
