package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.AdamW;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.SGD;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that learn at rates of their own. */
class LayerRatesTest {
  private static final Dataset ONE_BATCH = new ArrayDataset(8, 8, 2);
  private static final Model MODEL =
      Sequential.withInput(Shape.of(8, 8, 3))
          .add(Rescaling.of(1.0 / 255))
          .add(Flatten.of())
          .add("below", Dense.of(4))
          .add("above", Dense.of(2))
          .build();
  private static final Weights WEIGHTS = MODEL.initialWeights(Seed.of(3));

  @TempDir Path folder;

  private static Trainer trainer(Optimizer optimizer) {
    return Trainer.of(MODEL, SparseCategoricalCrossentropy.fromLogits(), optimizer)
        .withInitialWeights(WEIGHTS);
  }

  private static float[] after(Optimizer optimizer, String weight) {
    return trainer(optimizer).fit(ONE_BATCH).weights().get(weight).data();
  }

  static Stream<Optimizer> optimizers() {
    return Stream.of(SGD.of().withWeightDecay(0.1), Adam.of(), AdamW.of());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aStepOfALayerIsThatOfItsOwnRate(Optimizer optimizer) {
    Optimizer tenth = optimizer.withLearningRate(0.01);
    Optimizer divided = optimizer.withLearningRate(0.1).withLearningRateFactor("below", 0.1);
    assertThat(after(divided, "below/kernel"))
        .containsExactly(after(tenth, "below/kernel"), within(1e-7f));
    assertThat(after(divided, "above/kernel"))
        .containsExactly(after(optimizer.withLearningRate(0.1), "above/kernel"), within(1e-7f));
  }

  @Test
  void aFactorOfZeroLeavesALayerAsItIs() {
    assertThat(after(Adam.of().withLearningRateFactor("below", 0), "below/kernel"))
        .containsExactly(WEIGHTS.get("below/kernel").data());
  }

  @Test
  void aTrainingIsNotResumedWithOtherRatesByMistake() {
    Optimizer optimizer = Adam.of().withLearningRateFactor("below", 0.5);
    Checkpoints saved = Checkpoints.in(folder);
    trainer(optimizer).withCheckpoints(saved).fit(ONE_BATCH);
    assertThat(trainer(optimizer).withEpochs(2).resume(saved.last(), ONE_BATCH, Optional.empty()))
        .isNotNull();
    assertThatThrownBy(() -> trainer(Adam.of()).resume(saved.last(), ONE_BATCH, Optional.empty()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("learning-rate factors {below=0.5}");
  }
}
