package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.schedule.ExponentialDecay;
import dev.peaberry.schedule.Schedules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbackTest {
  private static final Dataset TRAINING = new ArrayDataset(12, 4, 2);
  private static final Dataset VALIDATION = new ArrayDataset(4, 4, 2);

  @TempDir Path folder;

  /** A callback of the given behaviour. */
  private record Given(String className, Function<Training, ActiveCallback> behaviour)
      implements Callback {
    @Override
    public ActiveCallback begin(Training training) {
      return behaviour.apply(training);
    }

    @Override
    public Map<String, Object> configJson() {
      return Map.of();
    }
  }

  /** Writes down what it hears. */
  private static final class Diary implements ActiveCallback {
    private final String prefix;
    private final List<String> heard;

    Diary(String prefix, List<String> heard) {
      this.prefix = prefix;
      this.heard = heard;
    }

    @Override
    public void trainingStarted() {
      heard.add(prefix + "training started");
    }

    @Override
    public void epochStarted(int epoch, int epochs, long steps) {
      heard.add(prefix + "epoch " + epoch + " started");
    }

    @Override
    public void stepStarted(long step) {
      heard.add(prefix + "step " + step + " started");
    }

    @Override
    public void stepDone(StepReport report) {
      heard.add(prefix + "step " + report.step() + " done");
    }

    @Override
    public void validationStarted() {
      heard.add(prefix + "validation started");
    }

    @Override
    public void validationDone(Map<String, Double> logs) {
      heard.add(prefix + "validation done " + logs.keySet());
    }

    @Override
    public void epochDone(EpochReport report) {
      heard.add(prefix + "epoch " + report.epoch() + " done");
    }

    @Override
    public void trainingDone(Ending ending) {
      heard.add(prefix + "training " + ending.how());
    }

    @Override
    public void close() {
      heard.add(prefix + "closed");
    }
  }

  private static Model model() {
    return Sequential.withInput(Shape.of(8, 8, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Flatten.of())
        .add(Dense.of(2))
        .build();
  }

  private static Trainer trainer(Optimizer optimizer) {
    return Trainer.of(model(), SparseCategoricalCrossentropy.fromLogits(), optimizer)
        .withSeed(Seed.of(3))
        .withEpochs(3);
  }

  private static Trainer trainer() {
    return trainer(Adam.of());
  }

  private static Callback atEpochEnd(int epoch, Function<Training, Runnable> deed) {
    return new Given(
        "AtEpochEnd",
        training ->
            new ActiveCallback() {
              @Override
              public void epochDone(EpochReport report) {
                if (report.epoch() == epoch) {
                  deed.apply(training).run();
                }
              }
            });
  }

  private static Callback afterStep(int epoch, long step, Function<Training, Runnable> deed) {
    return new Given(
        "AfterStep",
        training ->
            new ActiveCallback() {
              @Override
              public void stepDone(StepReport report) {
                if (report.epoch() == epoch && report.step() == step) {
                  deed.apply(training).run();
                }
              }
            });
  }

  @Test
  void hearsOfEverythingInKerassOrder() {
    List<String> heard = new ArrayList<>();
    Callback diary = new Given("Diary", training -> new Diary("", heard));
    trainer().withEpochs(1).withCallbacks(List.of(diary)).fit(TRAINING, VALIDATION);
    assertThat(heard)
        .containsExactly(
            "training started",
            "epoch 0 started",
            "step 1 started",
            "step 1 done",
            "step 2 started",
            "step 2 done",
            "step 3 started",
            "step 3 done",
            "validation started",
            "validation done [val_loss, val_accuracy]",
            "epoch 0 done",
            "training COMPLETED",
            "closed");
  }

  @Test
  void hearsInTheOrderOfTheList() {
    List<String> heard = new ArrayList<>();
    Callback first = new Given("First", training -> new Diary("first ", heard));
    Callback second = new Given("Second", training -> new Diary("second ", heard));
    trainer().withCallbacks(List.of(first, second)).fit(TRAINING);
    assertThat(heard).startsWith("first training started", "second training started");
  }

  @Test
  void endsTheTrainingAfterAnEpoch() {
    Callback stopping = atEpochEnd(1, training -> () -> training.stop("enough"));
    TrainingResult result = trainer().withCallbacks(List.of(stopping)).fit(TRAINING);
    assertThat(result.ending()).isEqualTo(new Ending(Ending.How.STOPPED, "enough"));
    assertThat(result.history().epochs()).hasSize(2);
    assertThat(result.weightsEpoch()).hasValue(1);
  }

  @Test
  void anEpochThatIsStoppedInItsMiddleDoesNotCount() {
    Callback stopping = afterStep(1, 2, training -> () -> training.stop("enough"));
    TrainingResult result = trainer().withCallbacks(List.of(stopping)).fit(TRAINING);
    assertThat(result.history().epochs()).hasSize(1);
    assertThat(result.weightsEpoch()).isEmpty();
  }

  @Test
  void anEpochThatIsStoppedAfterItsLastStepCounts() {
    Callback stopping = afterStep(1, 3, training -> () -> training.stop("enough"));
    TrainingResult result = trainer().withCallbacks(List.of(stopping)).fit(TRAINING);
    assertThat(result.history().epochs()).hasSize(2);
  }

  @Test
  void theCheckpointStaysThatOfTheLastCompleteEpoch() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    Callback stopping = afterStep(1, 2, training -> () -> training.stop("enough"));
    trainer().withCheckpoints(checkpoints).withCallbacks(List.of(stopping)).fit(TRAINING);
    TrainingResult longer = trainer().resume(checkpoints.last(), TRAINING, Optional.empty());
    assertThat(longer.weights()).isEqualTo(trainer().fit(TRAINING).weights());
  }

  @Test
  void aFailureIsSaidInOneLine() {
    Callback failing =
        atEpochEnd(
            1,
            training ->
                () -> {
                  throw new IllegalStateException("no ink");
                });
    assertThatThrownBy(() -> trainer().withCallbacks(List.of(failing)).fit(TRAINING))
        .isInstanceOf(TrainingException.class)
        .hasMessage("Callback AtEpochEnd failed after epoch 2: no ink");
  }

  @Test
  void aFailureDoesNotLoseTheEpoch() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    Callback failing =
        atEpochEnd(
            1,
            training ->
                () -> {
                  throw new IllegalStateException("no ink");
                });
    assertThatThrownBy(
        () -> trainer().withCheckpoints(checkpoints).withCallbacks(List.of(failing)).fit(TRAINING));
    TrainingResult resumed =
        trainer().withEpochs(2).resume(checkpoints.last(), TRAINING, Optional.empty());
    assertThat(resumed.weights()).isEqualTo(trainer().withEpochs(2).fit(TRAINING).weights());
  }

  @Test
  void othersHearOfAnEventThatOneFailsAt() {
    List<String> heard = new ArrayList<>();
    Callback failing =
        atEpochEnd(
            0,
            training ->
                () -> {
                  throw new IllegalStateException("no ink");
                });
    Callback diary = new Given("Diary", training -> new Diary("", heard));
    assertThatThrownBy(() -> trainer().withCallbacks(List.of(failing, diary)).fit(TRAINING));
    assertThat(heard).endsWith("epoch 0 done", "closed");
  }

  @Test
  void setsTheLearningRate() {
    Callback halving =
        atEpochEnd(0, training -> () -> training.setLearningRate(training.learningRate() / 2));
    History history = trainer().withCallbacks(List.of(halving)).fit(TRAINING).history();
    assertThat(history.values().get("learning_rate")).containsExactly(0.001, 0.0005, 0.0005);
  }

  @Test
  void isRefusedTheLearningRateThatAScheduleDecides() {
    Optimizer scheduled =
        Adam.SCHEMA.fromJson(
            Map.of("learning_rate", Schedules.REGISTRY.toJson(ExponentialDecay.of(0.1, 10, 0.5))));
    Callback setting = atEpochEnd(0, training -> () -> training.setLearningRate(1));
    assertThatThrownBy(() -> trainer(scheduled).withCallbacks(List.of(setting)).fit(TRAINING))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("Found the schedule ExponentialDecay");
  }

  @Test
  void setsTheWeights() {
    Weights zeros = zeros();
    Callback setting =
        new Given(
            "Zeros",
            training ->
                new ActiveCallback() {
                  @Override
                  public void trainingDone(Ending ending) {
                    training.setWeights(zeros, OptionalInt.empty());
                  }
                });
    TrainingResult result = trainer().withCallbacks(List.of(setting)).fit(TRAINING);
    assertThat(result.weights()).isEqualTo(zeros);
    assertThat(result.weightsEpoch()).isEmpty();
  }

  @Test
  void whatTheEndMadeOfTheWeightsIsSavedAndNotTrainedOn() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    Callback setting =
        new Given(
            "Zeros",
            training ->
                new ActiveCallback() {
                  @Override
                  public void trainingDone(Ending ending) {
                    training.setWeights(zeros(), OptionalInt.empty());
                  }
                });
    trainer()
        .withEpochs(2)
        .withCheckpoints(checkpoints)
        .withCallbacks(List.of(setting))
        .fit(TRAINING);
    assertThat(KerasFile.read(checkpoints.last()).weights()).isEqualTo(zeros());
    assertThat(trainer().resume(checkpoints.last(), TRAINING, Optional.empty()).weights())
        .isEqualTo(trainer().fit(TRAINING).weights());
  }

  private static Weights zeros() {
    Map<String, FloatArray> values = new LinkedHashMap<>();
    model().weights().forEach(spec -> values.put(spec.name(), FloatArray.zeros(spec.shape())));
    return Weights.of(values);
  }

  @Test
  void remembersWhenResumed() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    List<CallbackMemory> restored = new ArrayList<>();
    CallbackMemory memory =
        CallbackMemory.EMPTY
            .with("best", Double.NaN)
            .with("wait", 3)
            .withWeights("best", Optional.of(zeros()));
    Callback remembering =
        new Given(
            "Remembering",
            training ->
                new ActiveCallback() {
                  @Override
                  public CallbackMemory memory() {
                    return memory;
                  }

                  @Override
                  public void restore(CallbackMemory found) {
                    restored.add(found);
                  }
                });
    Trainer trainer = trainer().withCheckpoints(checkpoints).withCallbacks(List.of(remembering));
    trainer.withEpochs(1).fit(TRAINING);
    trainer.resume(checkpoints.last(), TRAINING, Optional.empty());
    assertThat(restored).hasSize(1);
    assertThat(restored.get(0).number("best")).hasValue(Double.NaN);
    assertThat(restored.get(0).integer("wait")).hasValue(3L);
    assertThat(restored.get(0).weights("best")).hasValue(zeros());
  }

  @Test
  void savesFilesToResumeFrom() {
    Path file = folder.resolve("middle.keras");
    Callback saving = afterStep(1, 2, training -> () -> training.save(file));
    TrainingResult result = trainer().withCallbacks(List.of(saving)).fit(TRAINING, VALIDATION);
    TrainingResult resumed = trainer().resume(file, TRAINING, Optional.of(VALIDATION));
    assertThat(resumed.weights()).isEqualTo(result.weights());
    assertThat(resumed.history().values()).isEqualTo(result.history().values());
  }
}
