package dev.peaberry.train;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Schema;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.format.KerasFile;
import dev.peaberry.format.OptimizerState;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.optimizer.LearningRate;
import dev.peaberry.optimizer.LossScaleOptimizer;
import dev.peaberry.optimizer.Nadam;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.schedule.CosineDecay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Keras goes on with our checkpoints as we do, and we understand what it writes then. */
@Tag("interop")
final class KerasCheckpointTest {
  private static final Dataset ONE_BATCH = new ArrayDataset(8, 8, 2);
  private static final double TOLERANCE = 1e-5;

  @TempDir Path folder;

  private static Map<String, Optimizer> optimizers() {
    Map<String, Optimizer> optimizers = new LinkedHashMap<>();
    for (Schema<? extends Optimizer> schema : Optimizers.REGISTRY.schemas()) {
      if (schema != LossScaleOptimizer.SCHEMA && schema.packageName().isEmpty()) {
        optimizers.put(schema.name(), schema.fromJson(Map.of()));
      }
    }
    CosineDecay schedule = CosineDecay.of(0.01, 4);
    optimizers.put("scheduled", Adam.of().withLearningRate(new LearningRate.Scheduled(schedule)));
    optimizers.put("scaled", LossScaleOptimizer.of(Nadam.of().withGradientAccumulation(2)));
    return optimizers;
  }

  private static Model model() {
    return Sequential.withInput(Shape.of(8, 8, 3))
        .add(Rescaling.of(1.0 / 255))
        .add(Flatten.of())
        .add(Dense.of(2))
        .build();
  }

  @TestFactory
  Stream<DynamicTest> keepEverythingOnTheWayToKerasAndBack() throws IOException {
    List<Object> arguments = new ArrayList<>(batch());
    Map<String, Optimizer> optimizers = optimizers();
    optimizers.forEach(
        (name, optimizer) -> {
          arguments.add(train(name, optimizer, 2));
          arguments.add(folder.resolve(name + ".keras"));
        });
    RealKeras.run(RealKeras.script("checkpoints.py"), arguments.toArray());
    return optimizers.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () ->
                        check(
                            train(each.getKey(), each.getValue(), 3),
                            folder.resolve(each.getKey() + ".keras"))));
  }

  private Path train(String name, Optimizer optimizer, int epochs) {
    Checkpoints checkpoints = Checkpoints.in(folder.resolve(name + epochs));
    Trainer.of(model(), SparseCategoricalCrossentropy.fromLogits(), optimizer)
        .withSeed(Seed.of(3))
        .withEpochs(epochs)
        .withCheckpoints(checkpoints)
        .fit(ONE_BATCH);
    return checkpoints.last();
  }

  private List<Path> batch() throws IOException {
    try (Batches batches = ONE_BATCH.open(2)) {
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

  private static void check(Path oursFile, Path theirsFile) {
    KerasFile ours = KerasFile.read(oursFile);
    KerasFile theirs = KerasFile.read(theirsFile);
    OptimizerState state = ours.optimizer().orElseThrow();
    OptimizerState their = theirs.optimizer().orElseThrow();
    assertThat(their.iteration()).isEqualTo(state.iteration());
    assertThat(their.lossScaling()).isEqualTo(state.lossScaling());
    assertThat(their.variables()).hasSameSizeAs(state.variables());
    for (int i = 0; i < state.variables().size(); i++) {
      assertNear("variable " + i, state.variables().get(i), their.variables().get(i), TOLERANCE);
    }
  }
}
