package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.golden.Near;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.loss.BinaryFocalCrossentropy;
import dev.peaberry.loss.Huber;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.metric.Metric;
import dev.peaberry.metric.SparseTopKCategoricalAccuracy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.optimizer.Adam;
import dev.peaberry.regularizer.L1L2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training of three outputs is stopped after its first step; the real Keras and we go on from the
 * same file.
 */
@Tag("interop")
final class KerasSeveralOutputsTest {
  private static final int STEPS = 4;
  private static final int BATCH = 5;
  private static final Shape INPUT = Shape.of(5, 5, 2);

  @TempDir Path folder;

  private static Model model() {
    Node image = Node.input("image", INPUT);
    Node flat =
        image.apply("conv", Conv2D.of(3, 3).withActivation(Activation.TANH)).apply(Flatten.of());
    return Model.of(
        "three",
        List.of(image),
        List.of(
            flat.apply("kind", Dense.of(3).withActivation(Activation.SOFTMAX)),
            flat.apply("ripe", Dense.of(1).withActivation(Activation.SIGMOID)),
            flat.apply("size", Dense.of(2).withKernelRegularizer(L1L2.l2(0.02)))));
  }

  private static Trainer trainer() {
    Map<String, Loss> losses =
        Map.of(
            "kind",
            SparseCategoricalCrossentropy.of(),
            "ripe",
            BinaryFocalCrossentropy.of().withClassBalancing(0.3),
            "size",
            Huber.of().withDelta(0.7));
    Map<String, List<Metric>> metrics =
        Map.of(
            "kind",
            List.of(AutoAccuracy.of(), SparseTopKCategoricalAccuracy.of()),
            "ripe",
            List.of(AutoAccuracy.of()));
    CompiledLoss loss = CompiledLoss.of(model(), losses).withWeights(List.of(0.5, 3.0, 0.25));
    return Trainer.of(model(), loss, Adam.of().withLearningRate(0.05))
        .withMetrics(metrics)
        .withWeightedMetrics(Map.of("kind", List.of(AutoAccuracy.of())))
        .withSeed(Seed.of(4));
  }

  @Test
  void kerasGoesOnWithLossesWeightsAndMetrics() throws IOException {
    Steps steps = Steps.random();
    Checkpoints checkpoints = Checkpoints.in(folder);
    trainer().withCheckpoints(checkpoints).withEpochs(1).fit(steps);
    Path start = folder.resolve("start.keras");
    Files.copy(checkpoints.last(), start);
    steps.write(folder);
    Path saved = folder.resolve("end.keras");
    List<String> theirs =
        RealKeras.run(RealKeras.script("several_outputs.py"), start, folder, STEPS - 1, saved)
            .lines()
            .toList();
    TrainingResult ours = trainer().withEpochs(STEPS).resume(start, steps, Optional.empty());
    for (int i = 1; i < STEPS; i++) {
      assertSameLogs(ours.history().epochs().get(i).logs(), theirs.get(i - 1));
    }
    KerasFile end = KerasFile.read(saved);
    ours.weights()
        .asMap()
        .forEach((path, value) -> Near.assertNear(path, value, end.weights().get(path), 1e-5));
    assertThat(CompiledLoss.read(end.model(), end.compileConfig().orElseThrow()))
        .map(CompiledLoss::weights)
        .contains(List.of(0.5, 3.0, 0.25));
  }

  private static void assertSameLogs(Map<String, Double> ours, String line) throws IOException {
    JsonNode theirs = new ObjectMapper().readTree(line);
    TreeSet<String> names = new TreeSet<>(ours.keySet());
    names.remove("learning_rate");
    List<String> expected = new ArrayList<>();
    theirs.fieldNames().forEachRemaining(expected::add);
    assertThat(names).containsExactlyInAnyOrderElementsOf(expected);
    names.forEach(name -> Near.assertNear(name, ours.get(name), theirs.get(name).asDouble(), 1e-5));
  }

  /** One batch an epoch, another in each. */
  private record Steps(List<Batch> each) implements Dataset {
    static Steps random() {
      RandomGenerator random = Seed.of(8).generator();
      List<Batch> batches = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        FloatArray x = uniform(random, INPUT.prepend(BATCH), -1, 1);
        List<FloatArray> labels =
            List.of(
                whole(random, Shape.of(BATCH), 3),
                whole(random, Shape.of(BATCH, 1), 2),
                uniform(random, Shape.of(BATCH, 2), -2, 2));
        List<FloatArray> weights =
            labels.stream().map(label -> uniform(random, Shape.of(BATCH), 0, 2)).toList();
        batches.add(new Batch(List.of(x), labels, weights));
      }
      return new Steps(batches);
    }

    private static FloatArray uniform(RandomGenerator random, Shape shape, float low, float high) {
      FloatArray array = FloatArray.zeros(shape);
      for (int i = 0; i < array.data().length; i++) {
        array.data()[i] = random.nextFloat(low, high);
      }
      return array;
    }

    private static FloatArray whole(RandomGenerator random, Shape shape, int bound) {
      FloatArray array = uniform(random, shape, 0, bound);
      for (int i = 0; i < array.data().length; i++) {
        array.data()[i] = (int) array.data()[i];
      }
      return array;
    }

    /** The batches after the first. */
    void write(Path folder) throws IOException {
      write(folder.resolve("x"), batch -> (FloatArray) batch.inputs().get(0));
      for (int i = 0; i < 3; i++) {
        int output = i;
        write(folder.resolve("y" + i), batch -> batch.targets().get(output));
        write(folder.resolve("w" + i), batch -> batch.weights().get(output));
      }
    }

    private void write(Path file, Function<Batch, FloatArray> part) throws IOException {
      List<float[]> parts = each.stream().skip(1).map(batch -> part.apply(batch).data()).toList();
      float[] all = new float[parts.stream().mapToInt(one -> one.length).sum()];
      for (int i = 0; i < parts.size(); i++) {
        System.arraycopy(parts.get(i), 0, all, i * parts.get(i).length, parts.get(i).length);
      }
      FloatFile.write(file, all);
    }

    @Override
    public long size() {
      return BATCH;
    }

    @Override
    public long batches() {
      return 1;
    }

    @Override
    public Batches open(int epoch) {
      return new GivenBatches(each.get(epoch)).open(0);
    }
  }
}
