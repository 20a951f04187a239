package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.ClassWeights;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.loss.BinaryCrossentropy;
import dev.peaberry.loss.CategoricalCrossentropy;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.SGD;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Weights of examples and of classes change the loss, and nothing else. */
class WeightedExamplesTest {
  private static final ClassWeights CLASSES = ClassWeights.of(Map.of(1, 3.0, 2, 0.5));
  private static final float[] LABELS = {1, 0, 2, 1};
  private static final FloatArray OF_LABELS = FloatArray.of(3, 1, 0.5f, 3);
  private static final Loss SPARSE = SparseCategoricalCrossentropy.fromLogits();

  private static Trainer dense(int outputs, Loss loss) {
    Model model = Sequential.withInput(Shape.of(3)).add(Dense.of(outputs)).build();
    return Trainer.of(model, loss, SGD.of());
  }

  private static Trainer map() {
    Model model = Sequential.withInput(Shape.of(2, 2, 1)).add(Conv2D.of(3, 1)).build();
    return Trainer.of(model, SPARSE, SGD.of());
  }

  private static Batch batch(Shape example, FloatArray targets) {
    FloatArray inputs = FloatArray.zeros(example.prepend(targets.shape().get(0)));
    for (int i = 0; i < inputs.data().length; i++) {
      inputs.data()[i] = (i * 5 % 7 - 3) / 3f;
    }
    return Batch.of(inputs, targets);
  }

  private static Batch batch(FloatArray targets) {
    return batch(Shape.of(3), targets);
  }

  private static FloatArray oneHot() {
    FloatArray targets = FloatArray.zeros(Shape.of(LABELS.length, 3));
    for (int i = 0; i < LABELS.length; i++) {
      targets.data()[3 * i + (int) LABELS[i]] = 1;
    }
    return targets;
  }

  private static Map<String, Double> logs(Trainer trainer, Batch training, Batch validation) {
    return trainer
        .withSeed(Seed.of(2))
        .fit(new GivenBatches(training), new GivenBatches(validation))
        .history()
        .epochs()
        .get(0)
        .logs();
  }

  /** The validation, which class weights leave alone, is part of what is compared. */
  private static void assertSame(
      Trainer trainer, ClassWeights classes, Batch batch, FloatArray weights) {
    assertThat(logs(trainer.withClassWeights(classes), batch, batch))
        .isEqualTo(logs(trainer, batch.withWeights(List.of(weights)), batch));
  }

  @Test
  void weighsTheClassesOfIndices() {
    assertSame(dense(3, SPARSE), CLASSES, batch(FloatArray.of(LABELS)), OF_LABELS);
  }

  @Test
  void weighsTheClassesOfAColumnOfIndices() {
    FloatArray column = new FloatArray(Shape.of(4, 1), LABELS);
    assertSame(dense(3, SPARSE), CLASSES, batch(column), OF_LABELS);
  }

  @Test
  void weighsTheClassesOfOneHotRows() {
    assertSame(dense(3, CategoricalCrossentropy.fromLogits()), CLASSES, batch(oneHot()), OF_LABELS);
  }

  @Test
  void weighsTheClassesOfBinaryLabels() {
    FloatArray labels = new FloatArray(Shape.of(4, 1), new float[] {1, 0, 0, 1});
    assertSame(
        dense(1, BinaryCrossentropy.fromLogits()),
        ClassWeights.of(Map.of(1, 3.0)),
        batch(labels),
        FloatArray.of(3, 1, 1, 3));
  }

  @Test
  void anExampleOfSeveralClassesWeighsTheMeanOfThem() {
    FloatArray labels =
        new FloatArray(Shape.of(4, 3), new float[] {0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1});
    assertSame(
        dense(3, BinaryCrossentropy.fromLogits()),
        CLASSES,
        batch(labels),
        FloatArray.of(1.75f, 1, 1, 1.5f));
  }

  @Test
  void weighsTheClassesOfEachPositionOfAMap() {
    FloatArray labels = new FloatArray(Shape.of(1, 2, 2), LABELS);
    assertSame(
        map(),
        CLASSES,
        batch(Shape.of(2, 2, 1), labels),
        new FloatArray(Shape.of(1, 2, 2), OF_LABELS.data()));
  }

  @Test
  void countsAnExampleWithItsWeightAtAllPositionsOfItsMap() {
    float[] labels = {1, 0, 2, 1, 0, 0, 1, 2};
    Batch batch = batch(Shape.of(2, 2, 1), new FloatArray(Shape.of(2, 2, 2), labels));
    FloatArray each =
        new FloatArray(Shape.of(2, 2, 2), new float[] {0.5f, 0.5f, 0.5f, 0.5f, 2, 2, 2, 2});
    assertThat(logs(map(), batch.withWeights(List.of(FloatArray.of(0.5f, 2))), batch))
        .isEqualTo(logs(map(), batch.withWeights(List.of(each)), batch));
  }

  @Test
  void multipliesTheWeightsOfExampleAndClass() {
    Batch batch = batch(FloatArray.of(LABELS));
    Batch weighted = batch.withWeights(List.of(FloatArray.of(1, 2, 4, 0)));
    Batch product = batch.withWeights(List.of(FloatArray.of(3, 2, 2, 0)));
    assertThat(logs(dense(3, SPARSE).withClassWeights(CLASSES), weighted, batch))
        .isEqualTo(logs(dense(3, SPARSE), product, batch));
  }

  @Test
  void weighsTheLossOfWeightedValidationData() {
    Batch batch = batch(FloatArray.of(LABELS));
    Batch none = batch.withWeights(List.of(FloatArray.of(0, 0, 0, 0)));
    assertThat(logs(dense(3, SPARSE), batch, none).get("val_loss")).isEqualTo(0);
  }

  @Test
  void leavesTheAccuracyAlone() {
    Batch batch = batch(FloatArray.of(LABELS));
    assertThat(logs(dense(3, SPARSE).withClassWeights(CLASSES), batch, batch).get("accuracy"))
        .isEqualTo(logs(dense(3, SPARSE), batch, batch).get("accuracy"));
  }

  @Test
  void saysWhichWeightsItExpected() {
    Batch batch = batch(Shape.of(2, 2, 1), new FloatArray(Shape.of(1, 2, 2), LABELS));
    FloatArray other = FloatArray.zeros(Shape.of(1, 3));
    assertThatThrownBy(() -> map().fit(new GivenBatches(batch.withWeights(List.of(other)))))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "Found weights of shape (3,) for each example of output conv2d, expected () or (2, 2):"
                + " one for each example or one for each label");
  }
}
