package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.FeatureSplit;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Adam;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTrainingTest {
  private static final Dataset TRAINING = new ArrayDataset(50, 8, 2);
  private static final Dataset VALIDATION = new ArrayDataset(20, 8, 2);
  private static final Model MODEL =
      Sequential.withInput(Shape.of(8, 8, 3))
          .add(Rescaling.of(1.0 / 255))
          .add("conv", Conv2D.of(4, 3))
          .add("norm", BatchNormalization.of())
          .add("flat", Flatten.of())
          .add("drop", Dropout.of(0.3))
          .add("dense", Dense.of(8).withActivation(Activation.RELU))
          .add("out", Dense.of(2))
          .build()
          .withFrozen(Set.of("conv", "norm")::contains);
  private static final FeatureSplit SPLIT = FeatureSplit.of(MODEL).orElseThrow();
  private static final Weights WEIGHTS = MODEL.initialWeights(Seed.of(3));

  @TempDir Path folder;

  /** What the base makes of each batch. */
  private static Dataset computed(Dataset pictures, FrozenBase base) {
    return new MappedDataset(
        pictures,
        (number, batch) -> Batch.of(base.extract(batch.inputs().get(0)), batch.targets().get(0)));
  }

  private static Trainer trainer() {
    return Trainer.of(MODEL, SparseCategoricalCrossentropy.fromLogits(), Adam.of())
        .withSeed(Seed.of(3))
        .withInitialWeights(WEIGHTS)
        .withEpochs(3);
  }

  private static TrainingResult onFeatures(Trainer trainer) {
    try (FrozenBase base = FrozenBase.compile(SPLIT, WEIGHTS, EngineOptions.DEFAULT)) {
      return trainer.withFeatures(SPLIT).fit(computed(TRAINING, base), computed(VALIDATION, base));
    }
  }

  @Test
  void givesTheNumbersOfATrainingOnPictures() {
    TrainingResult pictures = trainer().fit(TRAINING, VALIDATION);
    TrainingResult features = onFeatures(trainer());
    pictures
        .weights()
        .asMap()
        .forEach(
            (name, value) ->
                assertThat(features.weights().get(name).data())
                    .as(name)
                    .containsExactly(value.data(), within(1e-5f)));
    assertThat(features.history().values().get("val_loss"))
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-5 ? 0 : 1, Double.class)
        .isEqualTo(pictures.history().values().get("val_loss"));
  }

  @Test
  void savesTheWholeModel() {
    TrainingResult result = onFeatures(trainer().withCheckpoints(Checkpoints.in(folder)));
    KerasFile saved = KerasFile.read(folder.resolve("last.keras"));
    assertThat(saved.model()).isEqualTo(MODEL);
    assertThat(saved.weights()).isEqualTo(result.weights());
    assertThat(saved.weights().get("conv/kernel")).isEqualTo(WEIGHTS.get("conv/kernel"));
  }

  @Test
  void goesOnAfterAnInterruption() {
    TrainingResult uninterrupted = onFeatures(trainer());
    AtomicInteger steps = new AtomicInteger();
    Trainer saving = trainer().withCheckpoints(Checkpoints.in(folder));
    onFeatures(saving.withStopSignal(() -> steps.incrementAndGet() == 9));
    try (FrozenBase base = FrozenBase.compile(SPLIT, WEIGHTS, EngineOptions.DEFAULT)) {
      TrainingResult resumed =
          saving
              .withFeatures(SPLIT)
              .resume(
                  folder.resolve("last.keras"),
                  computed(TRAINING, base),
                  Optional.of(computed(VALIDATION, base)));
      assertThat(resumed.weights()).isEqualTo(uninterrupted.weights());
    }
  }

  @Test
  void refusesThePartsOfAnotherModel() {
    Model other = MODEL.withFrozen(Set.of("conv", "norm", "dense")::contains);
    FeatureSplit split = FeatureSplit.of(other).orElseThrow();
    assertThatThrownBy(() -> trainer().withFeatures(split))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected those of");
  }

  @Test
  void countsOnAfterAnEarlierTraining() {
    Trainer first = trainer().withCheckpoints(Checkpoints.in(folder));
    TrainingResult head = onFeatures(first);
    Model free = MODEL.withFrozen(name -> false);
    TrainingResult whole =
        Trainer.of(
                free, SparseCategoricalCrossentropy.fromLogits(), Adam.of().withLearningRate(1e-5))
            .withInitialWeights(head.weights())
            .withEarlier(head)
            .withEpochs(5)
            .fit(TRAINING, VALIDATION);
    assertThat(whole.history().epochs()).hasSize(5);
    assertThat(whole.history().epochs().subList(0, 3)).isEqualTo(head.history().epochs());
    assertThat(whole.weights().get("conv/kernel")).isNotEqualTo(WEIGHTS.get("conv/kernel"));
  }

  @Test
  void callsNoEpochBestThatIsWorseThanAnEarlierOne() {
    Trainer first = trainer().withCheckpoints(Checkpoints.in(folder));
    TrainingResult head = onFeatures(first);
    KerasFile best = KerasFile.read(folder.resolve("best.keras"));
    Trainer worse =
        Trainer.of(
                MODEL, SparseCategoricalCrossentropy.fromLogits(), Adam.of().withLearningRate(10))
            .withCheckpoints(Checkpoints.in(folder))
            .withEarlier(head)
            .withEpochs(4);
    assertThat(worse.fit(TRAINING, VALIDATION).bestEpoch()).isEqualTo(head.bestEpoch());
    assertThat(KerasFile.read(folder.resolve("best.keras")).weights()).isEqualTo(best.weights());
  }
}
