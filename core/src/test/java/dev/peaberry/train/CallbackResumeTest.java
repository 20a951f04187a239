package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.callback.BackupAndRestore;
import dev.peaberry.callback.CSVLogger;
import dev.peaberry.callback.EarlyStopping;
import dev.peaberry.callback.ModelCheckpoint;
import dev.peaberry.callback.ReduceLROnPlateau;
import dev.peaberry.callback.StochasticWeightAveraging;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings of 6 epochs with 7 steps each, that are cut off and go on. */
class CallbackResumeTest {
  private static final Dataset TRAINING = new ArrayDataset(50, 8, 2);
  private static final Dataset VALIDATION = new ArrayDataset(20, 8, 2);

  @TempDir Path whole;
  @TempDir Path cut;

  private static Model model() {
    return Sequential.withInput(Shape.of(8, 8, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Conv2D.of(4, 3))
        .add(BatchNormalization.of())
        .add(Flatten.of())
        .add(Dropout.of(0.3))
        .add(Dense.of(2))
        .build();
  }

  private static Trainer trainer(Path folder, Callback... more) {
    List<Callback> callbacks = new ArrayList<>(List.of(more));
    callbacks.add(EarlyStopping.of(3).withMinDelta(0.05).withRestoreBestWeights());
    callbacks.add(ReduceLROnPlateau.of(0.5, 1).withMinDelta(0.3).withCooldown(1));
    callbacks.add(
        ModelCheckpoint.to(folder + "/models/{epoch:02d}-{val_loss:.3f}.weights.h5")
            .withSaveBestOnly());
    callbacks.add(StochasticWeightAveraging.from(1));
    callbacks.add(CSVLogger.to(folder.resolve("log.csv")));
    return Trainer.of(model(), SparseCategoricalCrossentropy.fromLogits(), Adam.of())
        .withSeed(Seed.of(3))
        .withEpochs(6)
        .withCheckpoints(Checkpoints.in(folder.resolve("run")))
        .withCallbacks(callbacks);
  }

  /** Dies as if the power had failed: nobody gets to save anything. */
  private static TrainingListener diesAtStep(int number) {
    AtomicInteger steps = new AtomicInteger();
    return new TrainingListener() {
      @Override
      public void stepDone(StepReport report) {
        if (steps.incrementAndGet() == number) {
          throw new IllegalStateException("killed");
        }
      }
    };
  }

  private static void assertSame(TrainingResult found, TrainingResult expected) {
    assertThat(found.history().values()).isEqualTo(expected.history().values());
    assertThat(found.weights()).isEqualTo(expected.weights());
    assertThat(found.ending()).isEqualTo(expected.ending());
    assertThat(found.bestEpoch()).isEqualTo(expected.bestEpoch());
  }

  private static Map<String, List<Byte>> files(Path folder) throws IOException {
    Map<String, List<Byte>> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> !each.toString().endsWith(".keras")).toList()) {
        if (Files.isRegularFile(file)) {
          List<Byte> bytes = new ArrayList<>();
          for (byte b : Files.readAllBytes(file)) {
            bytes.add(b);
          }
          contents.put(folder.relativize(file).toString(), bytes);
        }
      }
    }
    return contents;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 18, 33})
  void whatIsInterruptedGoesOnBitByBit(int step) throws IOException {
    TrainingResult expected = trainer(whole).fit(TRAINING, VALIDATION);
    AtomicInteger steps = new AtomicInteger();
    Trainer trainer = trainer(cut);
    TrainingResult interrupted =
        trainer.withStopSignal(() -> steps.incrementAndGet() == step).fit(TRAINING, VALIDATION);
    assertThat(interrupted.interrupted()).isTrue();
    Path last = cut.resolve("run/last.keras");
    assertSame(trainer.resume(last, TRAINING, Optional.of(VALIDATION)), expected);
    assertThat(files(cut)).isEqualTo(files(whole));
  }

  @Test
  void theCallbacksDoSomething() {
    TrainingResult result = trainer(whole).fit(TRAINING, VALIDATION);
    assertThat(result.history().values().get("learning_rate")).contains(0.001, 0.0005);
    assertThat(whole.resolve("models")).isNotEmptyDirectory();
  }

  /** Between the saving of the epoch and the end that follows from it. */
  @Test
  void whatIsKilledWhenItHadToStopStops() {
    Trainer stopping = trainer(cut).withCallbacks(List.of(EarlyStopping.of(0).withMinDelta(1)));
    TrainingListener dying =
        new TrainingListener() {
          @Override
          public void epochDone(EpochReport report) {
            if (report.epoch() == 1) {
              throw new IllegalStateException("killed");
            }
          }
        };
    assertThatThrownBy(() -> stopping.withListener(dying).fit(TRAINING, VALIDATION))
        .hasMessage("killed");
    TrainingResult resumed =
        stopping.resume(cut.resolve("run/last.keras"), TRAINING, Optional.of(VALIDATION));
    assertThat(resumed.history().epochs()).hasSize(2);
    assertThat(resumed.ending().how()).isEqualTo(Ending.How.STOPPED);
  }

  @Test
  void whatHasStoppedGoesOnIfSomebodyResumesIt() {
    Trainer stopping = trainer(cut).withCallbacks(List.of(EarlyStopping.of(0).withMinDelta(1)));
    stopping.fit(TRAINING, VALIDATION);
    TrainingResult resumed =
        stopping.resume(cut.resolve("run/last.keras"), TRAINING, Optional.of(VALIDATION));
    assertThat(resumed.history().epochs()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 20, 40})
  void aKilledProgramGoesOnByItself(int step) throws IOException {
    TrainingResult expected = trainer(whole).fit(TRAINING, VALIDATION);
    Path backup = cut.resolve("backup");
    Trainer trainer = trainer(cut, BackupAndRestore.in(backup).withSaveFrequencyInBatches(4));
    Trainer dying = trainer.withListener(diesAtStep(step));
    assertThatThrownBy(() -> dying.fit(TRAINING, VALIDATION)).hasMessage("killed");
    assertThat(backup).isDirectoryContaining("glob:**/latest.keras");
    assertSame(trainer.fit(TRAINING, VALIDATION), expected);
    assertThat(files(cut)).isEqualTo(files(whole));
    assertThat(backup).doesNotExist();
  }

  @Test
  void aBackupThatCannotBeReadHasAnOlderOneBesideIt() throws IOException {
    TrainingResult expected = trainer(whole).fit(TRAINING, VALIDATION);
    Path backup = cut.resolve("backup");
    Trainer trainer = trainer(cut, BackupAndRestore.in(backup).withDoubleCheckpoint());
    Trainer dying = trainer.withListener(diesAtStep(20));
    assertThatThrownBy(() -> dying.fit(TRAINING, VALIDATION)).hasMessage("killed");
    Files.write(backup.resolve("latest.keras"), new byte[100]);
    assertSame(trainer.fit(TRAINING, VALIDATION), expected);
    assertThat(files(cut)).isEqualTo(files(whole));
  }

  @Test
  void aTrainingThatAddsEpochsIsTheSameAsALongOne() {
    TrainingResult expected = trainer(whole).fit(TRAINING, VALIDATION);
    trainer(cut).withEpochs(3).fit(TRAINING, VALIDATION);
    Path last = cut.resolve("run/last.keras");
    assertSame(trainer(cut).resume(last, TRAINING, Optional.of(VALIDATION)), expected);
  }
}
