package dev.peaberry.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.augment.RandomFlip;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.train.GivenBatches;
import dev.peaberry.train.Trainer;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RandomLayerTest {
  private static final Layer FLIP =
      Layers.REGISTRY.create("RandomFlip", Map.of("mode", "horizontal"));

  private static Model model() {
    return Sequential.withInput(Shape.of(2, 2, 1)).add(FLIP).add(Flatten.of()).build();
  }

  @Test
  void doesNothingInInference() {
    Model model = model();
    try (Inference inference =
        Inference.compile(model, model.initialWeights(Seed.of(1)), EngineOptions.DEFAULT)) {
      FloatArray pictures = new FloatArray(Shape.of(1, 2, 2, 1), new float[] {1, 2, 3, 4});
      assertThat(inference.run(pictures).data()).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void standsForAnAugmentation() {
    assertThat(((RandomLayer) FLIP).augmentation()).isInstanceOf(RandomFlip.class);
  }

  @Test
  void isNotTrainedWithInSilence() {
    Batch picture = Batch.of(FloatArray.zeros(Shape.of(1, 2, 2, 1)), FloatArray.of(0));
    Dataset onePicture = new GivenBatches(picture);
    Trainer trainer =
        Trainer.of(
            Sequential.withInput(Shape.of(2, 2, 1))
                .add(FLIP)
                .add(Flatten.of())
                .add(Dense.of(2))
                .build(),
            SparseCategoricalCrossentropy.fromLogits(),
            Adam.of());
    assertThatThrownBy(() -> trainer.fit(onePicture))
        .hasMessageContaining("Found the layer RandomFlip in a model to be trained")
        .hasMessageContaining("give the pipeline the augmentation random_flip");
  }
}
