package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.callback.LambdaCallback;
import dev.peaberry.callback.TerminateOnNaN;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.layer.BatchNormalization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Dropout;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.SGD;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminateOnNaNTest {
  private static final Dataset TRAINING = new ArrayDataset(50, 8, 2);

  @TempDir Path folder;

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

  private static Trainer trainer() {
    return Trainer.of(model(), SparseCategoricalCrossentropy.fromLogits(), Adam.of())
        .withSeed(Seed.of(3))
        .withEpochs(3)
        .withCallbacks(List.of(TerminateOnNaN.of()));
  }

  /** Multiplies a weight before a step of the second epoch. */
  private static Callback breaking(String weight, float factor) {
    return LambdaCallback.of()
        .onTrainBatchBegin(
            training -> {
              if (training.epoch() == 1 && training.step() == 2) {
                Map<String, FloatArray> values = new LinkedHashMap<>(training.weights().asMap());
                float[] scaled = values.get(weight).data().clone();
                for (int i = 0; i < scaled.length; i++) {
                  scaled[i] *= factor;
                }
                values.put(weight, new FloatArray(values.get(weight).shape(), scaled));
                training.setWeights(Weights.of(values), OptionalInt.empty());
              }
            });
  }

  private static TrainingResult fitWith(Callback breaking) {
    return trainer().withCallbacks(List.of(breaking, TerminateOnNaN.of())).fit(TRAINING);
  }

  /** Floats, one of which is broken in the third batch. */
  private static Dataset withBrokenPixel(float value) {
    return mapped(
        (batch) -> {
          FloatArray floats = floats(batch);
          floats.data()[5 * 192 + 7] = value;
          return new Batch(List.of(floats), batch.targets(), batch.weights());
        });
  }

  private static FloatArray floats(Batch batch) {
    byte[] bytes = ((UInt8Array) batch.inputs().get(0)).data();
    float[] floats = new float[bytes.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return new FloatArray(batch.inputs().get(0).shape(), floats);
  }

  private static Dataset mapped(UnaryOperator<Batch> third) {
    return new MappedDataset(
        TRAINING,
        (number, batch) ->
            number == 3
                ? third.apply(batch)
                : new Batch(List.of(floats(batch)), batch.targets(), batch.weights()));
  }

  @Test
  void changesNothingAsLongAsAllIsWell() {
    TrainingResult plain = trainer().withCallbacks(List.of()).fit(TRAINING);
    TrainingResult watched = trainer().fit(TRAINING);
    assertThat(watched.weights()).isEqualTo(plain.weights());
    assertThat(watched.ending().how()).isEqualTo(Ending.How.COMPLETED);
  }

  @Test
  void namesTheExampleThatIsBroken() {
    TrainingResult result = trainer().fit(withBrokenPixel(Float.NaN));
    assertThat(result.ending().how()).isEqualTo(Ending.How.STOPPED);
    assertThat(result.ending().reason())
        .isEqualTo(
            "TerminateOnNaN: the loss of step 3 of epoch 1 is NaN: the data of input input_layer"
                + " hold NaN or infinity, first in example 5 of the batch, counted from 0; try"
                + " looking at that example and at what prepares the data");
  }

  @Test
  void leavesTheWeightsOfBeforeTheStep() {
    List<Weights> before = new ArrayList<>();
    Callback collecting =
        LambdaCallback.of().onTrainBatchBegin(training -> before.add(training.weights()));
    TrainingResult result =
        trainer()
            .withCallbacks(List.of(collecting, TerminateOnNaN.of()))
            .fit(withBrokenPixel(Float.NaN));
    assertThat(before).hasSize(3);
    assertThat(result.weights()).isEqualTo(before.get(2));
  }

  @Test
  void namesTheFirstLayerThatOverflows() {
    String reason = fitWith(breaking("conv2d/kernel", 1e38f)).ending().reason();
    assertThat(reason)
        .contains("step 3 of epoch 2")
        .contains(
            "layer batch_normalization is the first that gives NaN or infinity; its weights reach")
        .contains("a learning rate below the present 0.001");
  }

  @Test
  void namesTheWeightThatAnUpdateBroke() {
    String reason = fitWith(breaking("dense/bias", Float.NaN)).ending().reason();
    assertThat(reason).contains("weight dense/bias became NaN or infinite in an update before");
  }

  @Test
  void advisesToRescalePictures() {
    Model raw =
        Sequential.withInput(Shape.of(8, 8, 3))
            .add(Flatten.of())
            .add(Dense.of(64))
            .add(Dense.of(64))
            .add(Dense.of(2))
            .build();
    TrainingResult result =
        Trainer.of(raw, SparseCategoricalCrossentropy.fromLogits(), SGD.of().withLearningRate(1e4))
            .withSeed(Seed.of(3))
            .withEpochs(3)
            .withCallbacks(List.of(TerminateOnNaN.of()))
            .fit(TRAINING);
    assertThat(result.ending().reason())
        .contains("try rescaling the inputs, which reach 239")
        .contains("a learning rate below the present 10000");
  }

  @Test
  void theCheckpointStaysThatOfTheLastCompleteEpoch() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    trainer()
        .withCheckpoints(checkpoints)
        .withCallbacks(List.of(breaking("dense/bias", Float.NaN), TerminateOnNaN.of()))
        .fit(TRAINING);
    TrainingResult resumed = trainer().resume(checkpoints.last(), TRAINING, Optional.empty());
    assertThat(resumed.weights()).isEqualTo(trainer().fit(TRAINING).weights());
  }

  @Test
  void endsWithAnErrorIfAsked() {
    Trainer trainer = trainer().withCallbacks(List.of(TerminateOnNaN.of().withRaiseError()));
    assertThatThrownBy(() -> trainer.fit(withBrokenPixel(Float.POSITIVE_INFINITY)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("the loss of step 3 of epoch 1 is NaN");
  }
}
