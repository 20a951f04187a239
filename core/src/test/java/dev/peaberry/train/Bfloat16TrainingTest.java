package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.Device;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Precision;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.LayerNormalization;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.SGD;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Bfloat16TrainingTest {
  private static final Dataset DATA = new ArrayDataset(64, 8, 2);
  private static final EngineOptions BF16 = EngineOptions.DEFAULT.withPrecision(Precision.BF16);

  private static final Model MODEL =
      Sequential.withInput(Shape.of(8, 8, 3))
          .add(Rescaling.of(1.0 / 255))
          .add(Conv2D.of(8, 3).withActivation(Activation.RELU))
          .add(BatchNormalization.of())
          .add(Conv2D.of(8, 3).withActivation(Activation.RELU))
          .add(LayerNormalization.of())
          .add(Flatten.of())
          .add(Dense.of(8))
          .add(BatchNormalization.of())
          .add(Dense.of(2).withActivation(Activation.SOFTMAX))
          .build();

  @BeforeEach
  void needsTheProcessor() {
    assumeTrue(Precision.auto(Device.CPU) == Precision.BF16, "a processor that computes bfloat16");
  }

  private static TrainingResult train(EngineOptions options) {
    return Trainer.of(
            MODEL,
            SparseCategoricalCrossentropy.of(),
            SGD.of().withLearningRate(0.05).withMomentum(0.9))
        .withSeed(Seed.of(3))
        .withEpochs(4)
        .withEngine(options)
        .fit(DATA);
  }

  private static double lastLoss(TrainingResult result) {
    List<Double> losses = result.history().values().get("loss");
    return losses.get(losses.size() - 1);
  }

  @Test
  void givesTheSameNumbersTwice() {
    assertThat(train(BF16).weights()).isEqualTo(train(BF16).weights());
  }

  @Test
  void learnsAsFloat32Does() {
    assertThat(lastLoss(train(BF16)))
        .isCloseTo(lastLoss(train(EngineOptions.DEFAULT)), within(0.05));
  }

  @Test
  void keepsWeightsThatBfloat16CouldNotHold() {
    FloatArray kernel = train(BF16).weights().asMap().values().iterator().next();
    assertThat(Float.floatToIntBits(kernel.data()[0]) & 0xffff).isNotZero();
  }

  @Test
  void itsModelsGiveNearlyTheSameInFloat32() {
    Weights weights = MODEL.initialWeights(Seed.of(3));
    FloatArray pictures = new FloatArray(Shape.of(1, 8, 8, 3), new float[8 * 8 * 3]);
    Arrays.fill(pictures.data(), 200);
    try (Inference fast = Inference.compile(MODEL, weights, BF16);
        Inference exact = Inference.compile(MODEL, weights, EngineOptions.DEFAULT)) {
      float expected = exact.run(pictures).data()[0];
      assertThat(fast.run(pictures).data()[0])
          .isNotEqualTo(expected)
          .isCloseTo(expected, within(0.01f));
    }
  }
}
