package dev.peaberry.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.constraint.Constraint;
import dev.peaberry.constraint.Constraints;
import dev.peaberry.constraint.MaxNorm;
import dev.peaberry.constraint.MinMaxNorm;
import dev.peaberry.constraint.NonNeg;
import dev.peaberry.constraint.UnitNorm;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.KerasFile;
import dev.peaberry.golden.Near;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.layer.ActivityRegularization;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Layers;
import dev.peaberry.layer.Padding;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.model.Sequential;
import dev.peaberry.model.SharedLayer;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.regularizer.L1L2;
import dev.peaberry.regularizer.OrthogonalRegularizer;
import dev.peaberry.regularizer.Regularizer;
import dev.peaberry.regularizer.Regularizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trains a model here and in the real Keras from the same file on the same batches. */
@Tag("interop")
final class KerasTrainingTest {
  private static final int STEPS = 4;
  private static final int BATCH = 3;
  private static final int CLASSES = 3;
  private static final Shape INPUT = Shape.of(6, 6, 2);

  @TempDir Path folder;

  static Stream<Arguments> trainings() {
    Map<String, Map<String, Object>> optimizers = new LinkedHashMap<>();
    optimizers.put("SGD", Map.of("learning_rate", 0.05, "momentum", 0.9));
    optimizers.put("RMSprop", Map.of("gradient_accumulation_steps", 2, "weight_decay", 0.1));
    optimizers.put(
        "Adam",
        Map.of(
            "learning_rate",
            0.05,
            "use_ema",
            true,
            "ema_momentum",
            0.6,
            "ema_overwrite_frequency",
            3));
    return optimizers.entrySet().stream()
        .flatMap(
            each ->
                Stream.of(constrained(), penalised(), probabilities())
                    .map(
                        model ->
                            Arguments.of(
                                model.name(),
                                model,
                                Optimizers.REGISTRY.create(each.getKey(), each.getValue()))));
  }

  private static Model constrained() {
    Layer norm =
        Layers.REGISTRY.create(
            "BatchNormalization",
            Map.of(
                "gamma_constraint", json(MinMaxNorm.of(0.9, 0.95)), "beta_constraint", "NonNeg"));
    Layer separable =
        Layers.REGISTRY.create(
            "SeparableConv2D",
            Map.of(
                "filters",
                3,
                "kernel_size",
                2,
                "depthwise_constraint",
                json(MaxNorm.of(0.4).withAxis(0, 1)),
                "pointwise_constraint",
                json(UnitNorm.of().withAxis(-2))));
    Layer depthwise =
        Layers.REGISTRY.create(
            "DepthwiseConv2D",
            Map.of(
                "kernel_size",
                2,
                "activation",
                "relu",
                "depthwise_constraint",
                json(UnitNorm.of().withAxis(0, 1, 2))));
    return Sequential.named("constrained", INPUT)
        .add(
            Conv2D.of(4, 3)
                .withActivation(Activation.TANH)
                .withKernelConstraint(MaxNorm.of(0.5).withAxis(0, 1, 2))
                .withBiasConstraint(NonNeg.of()))
        .add(norm)
        .add(separable)
        .add(depthwise)
        .add(Flatten.of())
        .add(
            Dense.of(CLASSES)
                .withKernelConstraint(MinMaxNorm.of(0.8, 0.9).withRate(0.4))
                .withBiasConstraint(MinMaxNorm.of(0.1, 0.2).withRate(0.5)))
        .build();
  }

  /**
   * Penalties on kernels and on what comes out, of a layer used twice and in a model inside. Keras
   * keeps some factors as float32, hence powers of 2.
   */
  private static Model penalised() {
    Node image = Node.input("image", INPUT);
    SharedLayer shared =
        SharedLayer.of(
            "shared",
            Conv2D.of(2, 3)
                .withPadding(Padding.SAME)
                .withActivityRegularizer(L1L2.l2(0.02))
                .withKernelRegularizer(L1L2.of(0.01, 0.02)));
    Layer sigmoid =
        Layers.REGISTRY.create(
            "Activation",
            Map.of("activation", "sigmoid", "activity_regularizer", regularizer(L1L2.l1(0.03125))));
    Node twice = shared.apply(shared.apply(image)).apply(sigmoid);
    Model head =
        Sequential.named("head", Shape.of(72))
            .add(ActivityRegularization.of(0.01, 0.02))
            .add(
                Dense.of(CLASSES)
                    .withActivityRegularizer(L1L2.of(0.1, 0.2))
                    .withKernelRegularizer(OrthogonalRegularizer.of(0.25)))
            .build();
    return Model.of("penalised", image, twice.apply(Flatten.of()).apply("head", head));
  }

  /** Ends with a softmax though the loss takes logits; Keras finds those before it. */
  private static Model probabilities() {
    return Sequential.named("probabilities", INPUT)
        .add(Flatten.of())
        .add(Dense.of(CLASSES).withActivation(Activation.SOFTMAX))
        .build();
  }

  private static Map<String, Object> regularizer(Regularizer regularizer) {
    return Regularizers.REGISTRY.toJson(regularizer);
  }

  private static Map<String, Object> json(Constraint constraint) {
    return Constraints.REGISTRY.toJson(constraint);
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("trainings")
  void trainsAsTheRealKerasDoes(String name, Model model, Optimizer optimizer) throws IOException {
    Weights weights = random(model);
    Steps steps = new Steps(random(INPUT.prepend(BATCH).prepend(STEPS), 1));
    Path file = folder.resolve("start.keras");
    Path saved = folder.resolve("end.keras");
    KerasFile.of(model, weights).write(file);
    String printed =
        RealKeras.run(
            RealKeras.script("training.py"),
            "train",
            file,
            new ObjectMapper().writeValueAsString(Optimizers.REGISTRY.toJson(optimizer)),
            FloatFile.write(folder.resolve("x"), steps.x.data()),
            FloatFile.write(folder.resolve("y"), steps.y()),
            STEPS,
            saved);
    TrainingResult result =
        Trainer.of(model, SparseCategoricalCrossentropy.fromLogits(), optimizer)
            .withMetrics(List.of())
            .withEpochs(STEPS)
            .withInitialWeights(weights)
            .fit(steps, steps);
    Iterator<Double> losses = Arrays.stream(printed.split("\\s")).map(Double::valueOf).iterator();
    for (History.Epoch epoch : result.history().epochs()) {
      Near.assertNear("loss", epoch.logs().get("loss"), losses.next(), 1e-5);
      Near.assertNear("val_loss", epoch.logs().get("val_loss"), losses.next(), 1e-5);
    }
    KerasFile theirs = KerasFile.read(saved);
    assertThat(theirs.model()).isEqualTo(model);
    result
        .weights()
        .asMap()
        .forEach((path, value) -> Near.assertNear(path, value, theirs.weights().get(path), 1e-5));
  }

  private static Weights random(Model model) {
    Map<String, FloatArray> values = new LinkedHashMap<>();
    model.weights().forEach(spec -> values.put(spec.name(), random(spec.shape(), values.size())));
    return Weights.of(values);
  }

  /** Positive and negative, but for the smallest, which may be variances. */
  private static FloatArray random(Shape shape, long seed) {
    RandomGenerator random = Seed.of(seed).generator();
    FloatArray array = FloatArray.zeros(shape);
    for (int i = 0; i < array.data().length; i++) {
      array.data()[i] = shape.rank() == 1 ? random.nextFloat() : 2 * random.nextFloat() - 1;
    }
    return array;
  }

  /** One batch an epoch, another in each, so that an epoch's loss is a step's. */
  private record Steps(FloatArray x) implements Dataset {
    float[] y() {
      float[] y = new float[STEPS * BATCH];
      for (int i = 0; i < y.length; i++) {
        y[i] = i * i % CLASSES;
      }
      return y;
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
      Shape shape = x.shape().dropFirst();
      int size = (int) shape.size();
      float[] part = Arrays.copyOfRange(x.data(), epoch * size, (epoch + 1) * size);
      float[] labels = Arrays.copyOfRange(y(), epoch * BATCH, (epoch + 1) * BATCH);
      Batch only = Batch.of(new FloatArray(shape, part), FloatArray.of(labels));
      return new GivenBatches(only).open(epoch);
    }
  }
}
