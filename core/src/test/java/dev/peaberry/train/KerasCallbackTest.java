package dev.peaberry.train;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.callback.CSVLogger;
import dev.peaberry.callback.EarlyStopping;
import dev.peaberry.callback.ModelCheckpoint;
import dev.peaberry.callback.StochasticWeightAveraging;
import dev.peaberry.callback.SwapEMAWeights;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.format.KerasFile;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and numbers of callbacks are those of the real Keras. */
@Tag("interop")
final class KerasCallbackTest {
  private static final Dataset ONE_BATCH = new ArrayDataset(8, 8, 2);
  private static final String SCRIPT = RealKeras.script("callbacks.py");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double TOLERANCE = 1e-5;

  @TempDir Path folder;

  private static Model model() {
    return Sequential.withInput(Shape.of(8, 8, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Flatten.of())
        .add(Dense.of(2))
        .build();
  }

  private static Trainer trainer(Optimizer optimizer, int epochs) {
    return Trainer.of(model(), SparseCategoricalCrossentropy.fromLogits(), optimizer)
        .withSeed(Seed.of(3))
        .withEpochs(epochs);
  }

  private static String logs(History history) throws JsonProcessingException {
    return JSON.writeValueAsString(history.epochs().stream().map(History.Epoch::logs).toList());
  }

  @Test
  void tablesAreTheSameByteByByte() throws IOException {
    Path ours = folder.resolve("ours.csv");
    Path theirs = folder.resolve("theirs.csv");
    History history =
        trainer(Adam.of().withLearningRate(1e-5), 4)
            .withCallbacks(List.of(CSVLogger.to(ours).withSeparator(";")))
            .fit(ONE_BATCH, ONE_BATCH)
            .history();
    RealKeras.run(SCRIPT, "csv", theirs, logs(history), ";");
    assertThat(Files.readString(ours)).isEqualTo(Files.readString(theirs));
  }

  @Test
  void filesHaveTheSameNames() throws IOException {
    String template = folder + "/{epoch:03d}-{val_loss:.4f}-{loss}-{accuracy:06.1%}.keras";
    History history =
        trainer(Adam.of(), 3)
            .withCallbacks(List.of(ModelCheckpoint.to(template)))
            .fit(ONE_BATCH, ONE_BATCH)
            .history();
    List<String> names = RealKeras.run(SCRIPT, "names", template, logs(history)).lines().toList();
    assertThat(names).hasSize(3).allSatisfy(name -> assertThat(Path.of(name)).exists());
  }

  @Test
  void movingAveragesAreSwappedAtTheSameTimes() throws IOException {
    Optimizer optimizer = Adam.SCHEMA.fromJson(Map.of("use_ema", true, "ema_momentum", 0.8));
    Weights start = model().initialWeights(Seed.of(3));
    Path file = folder.resolve("start.keras");
    KerasFile.of(model(), start).write(file);
    List<Double> ours =
        trainer(optimizer, 4)
            .withInitialWeights(start)
            .withCallbacks(
                List.of(
                    SwapEMAWeights.of().withSwapOnEpoch(),
                    ModelCheckpoint.to(folder + "/ours{epoch}.keras")))
            .fit(ONE_BATCH, ONE_BATCH)
            .history()
            .values()
            .get("val_loss");
    List<Object> arguments = new ArrayList<>(List.of("swap", file));
    arguments.add(JSON.writeValueAsString(Optimizers.REGISTRY.toJson(optimizer)));
    arguments.addAll(batch());
    arguments.addAll(List.of(4, folder + "/theirs{epoch}.keras"));
    List<String> theirs = RealKeras.run(SCRIPT, arguments.toArray()).lines().toList();
    for (int epoch = 0; epoch < 4; epoch++) {
      assertNear(
          "epoch " + epoch, ours.get(epoch), Double.parseDouble(theirs.get(epoch)), TOLERANCE);
      assertNear(
          "kernel after epoch " + epoch,
          kernel("ours" + (epoch + 1)),
          kernel("theirs" + (epoch + 1)),
          TOLERANCE);
    }
  }

  private FloatArray kernel(String name) {
    return KerasFile.read(folder.resolve(name + ".keras")).weights().get("dense/kernel");
  }

  private List<Path> batch() throws IOException {
    try (Batches batches = ONE_BATCH.open(0)) {
      Batch batch = batches.next();
      byte[] bytes = ((UInt8Array) batch.inputs().get(0)).data();
      float[] x = new float[bytes.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = Byte.toUnsignedInt(bytes[i]);
      }
      return List.of(
          FloatFile.write(folder.resolve("x"), x),
          FloatFile.write(folder.resolve("y"), batch.targets().get(0).data()));
    }
  }

  @Test
  void opensCheckpointsThatHoldWhatCallbacksRemember() {
    trainer(Adam.of(), 3)
        .withCheckpoints(Checkpoints.in(folder))
        .withCallbacks(
            List.of(
                EarlyStopping.of(3).withRestoreBestWeights(),
                StochasticWeightAveraging.from(0),
                ModelCheckpoint.to(folder + "/last.weights.h5")))
        .fit(ONE_BATCH, ONE_BATCH);
    assertThat(
            RealKeras.run(
                SCRIPT, "load", folder.resolve("last.keras"), folder.resolve("last.weights.h5")))
        .isEqualTo("3");
  }
}
