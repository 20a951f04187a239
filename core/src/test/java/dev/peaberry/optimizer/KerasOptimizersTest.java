package dev.peaberry.optimizer;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.interop.FloatFile;
import dev.peaberry.interop.RealKeras;
import dev.peaberry.schedule.PolynomialDecay;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Combinations of options, and gradients at the ends of float32, against the real Keras. */
@Tag("interop")
final class KerasOptimizersTest {
  private static final double TOLERANCE = 1e-5;
  private static final int STEPS = 8;
  private static final Shape KERNEL = Shape.of(3, 4);
  private static final Shape BIAS = Shape.of(5);
  private static final int SIZE = (int) (KERNEL.size() + BIAS.size());

  @TempDir Path folder;

  /** The kinds of gradients. */
  private enum Gradients {
    USUAL,
    EXTREME,
    LARGE,
    OVERFLOWING
  }

  private record Case(String name, Optimizer optimizer, Gradients gradients) {}

  private static List<BaseOptimizer<?>> optimizers() {
    return List.of(
        SGD.of().withMomentum(0.8),
        Adam.of().withAmsgrad(),
        AdamW.of().withWeightDecay(0.1),
        Nadam.of(),
        Adamax.of(),
        RMSprop.of().withRho(0.8),
        RMSprop.of().withMomentum(0.6).centered(),
        Adagrad.of().withInitialAccumulatorValue(0),
        Adadelta.of().withRho(0.7),
        Ftrl.of().withRegularization(0.01, 0.02),
        Lion.of());
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (BaseOptimizer<?> optimizer : optimizers()) {
      cases.addAll(cases(optimizer.withLearningRate(0.05)));
    }
    return cases;
  }

  private static List<Case> cases(BaseOptimizer<?> optimizer) {
    String name = optimizer.className();
    PolynomialDecay schedule = PolynomialDecay.of(0.1, 7).withEndLearningRate(0.02);
    BaseOptimizer<?> accumulating = optimizer.withEma(0.7, 2).withGradientAccumulation(3);
    return List.of(
        new Case(
            name + " at the ends of float32",
            optimizer,
            optimizer instanceof RMSprop ? Gradients.LARGE : Gradients.EXTREME),
        new Case(
            name + " with decay of the kernel, clipped each",
            optimizer.withClipNorm(0.5).withWeightDecay(0.2).withoutWeightDecayOf("bi.s"),
            Gradients.USUAL),
        new Case(
            name + " with averages, scaled, accumulating, clipped by value",
            accumulating.withClipValue(0.2).withLossScaleFactor(24),
            Gradients.USUAL),
        new Case(
            name + " with a schedule, accumulating, clipped together",
            optimizer
                .withLearningRate(new LearningRate.Scheduled(schedule))
                .withGlobalClipNorm(0.7)
                .withGradientAccumulation(2),
            Gradients.USUAL),
        new Case(
            name + " dynamically scaled",
            LossScaleOptimizer.of(accumulating).withInitialScale(8).withDynamicGrowthSteps(2),
            Gradients.OVERFLOWING));
  }

  private static float[] start() {
    RandomGenerator random = Seed.of(1).generator();
    float[] start = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      start[i] = (float) random.nextGaussian();
    }
    return start;
  }

  /** The steps one after the other. */
  private static float[] gradients(Gradients kind) {
    RandomGenerator random = Seed.of(2).generator();
    float[] gradients = new float[STEPS * SIZE];
    for (int i = 0; i < gradients.length; i++) {
      double unit = random.nextGaussian();
      gradients[i] =
          (float)
              switch (kind) {
                case USUAL, OVERFLOWING -> i / SIZE == 3 ? 0 : unit * Math.pow(3, 2 - i / SIZE);
                case EXTREME -> unit * (i / SIZE < STEPS / 2 ? 1e-30 : 1e30);
                case LARGE -> unit * (i / SIZE < STEPS / 2 ? 1e-30 : 1e18);
              };
    }
    if (kind == Gradients.OVERFLOWING) {
      gradients[SIZE + 2] = Float.NEGATIVE_INFINITY;
      gradients[6 * SIZE - 1] = Float.NaN;
    }
    return gradients;
  }

  @TestFactory
  Stream<DynamicTest> changeWeightsAsTheRealKerasDoes() throws IOException {
    List<Case> cases = cases();
    FloatBuffer theirs = FloatBuffer.wrap(keras(cases).data());
    List<DynamicTest> tests = new ArrayList<>();
    for (Case each : cases) {
      List<FloatArray> found = ours(each);
      List<FloatArray> expected = new ArrayList<>();
      for (FloatArray array : found) {
        FloatArray their = FloatArray.zeros(array.shape());
        theirs.get(their.data());
        expected.add(their);
      }
      tests.add(DynamicTest.dynamicTest(each.name, () -> check(found, expected)));
    }
    assertThat(theirs.remaining()).isZero();
    return tests.stream();
  }

  private FloatArray keras(List<Case> cases) throws IOException {
    List<Map<String, Object>> json = new ArrayList<>();
    for (Case each : cases) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("optimizer", Optimizers.REGISTRY.toJson(each.optimizer));
      entry.put("excluded", each.optimizer.excludedFromWeightDecay());
      entry.put("stream", List.of(Gradients.values()).indexOf(each.gradients));
      json.add(entry);
    }
    Path file = folder.resolve("cases.json");
    new ObjectMapper().writeValue(file.toFile(), json);
    FloatBuffer arrays =
        FloatBuffer.allocate(SIZE + Gradients.values().length * STEPS * SIZE).put(start());
    for (Gradients kind : Gradients.values()) {
      arrays.put(gradients(kind));
    }
    Path results = folder.resolve("results");
    RealKeras.run(
        RealKeras.script("optimizers.py"),
        file,
        FloatFile.write(folder.resolve("arrays"), arrays.array()),
        results);
    return FloatFile.read(results);
  }

  private static List<FloatArray> ours(Case each) {
    float[] gradients = gradients(each.gradients);
    List<FloatArray> values = new ArrayList<>();
    try (UpdateProgram program = UpdateProgram.of(each.optimizer, named(start(), 0))) {
      for (int step = 0; step < STEPS; step++) {
        program.step(List.copyOf(named(gradients, step).values()));
        values.addAll(program.variables().values());
      }
      Memory memory = program.memory();
      program.finish();
      values.addAll(program.variables().values());
      memory
          .lossScale()
          .ifPresent(
              scale -> values.addAll(scalars(0, 0, (double) scale.stepCounter(), scale.scale())));
      values.addAll(scalars((double) memory.iterations()));
      if (each.optimizer.learningRate() instanceof LearningRate.Constant constant) {
        values.addAll(scalars(constant.rate()));
      }
      values.addAll(memory.slots().values());
    }
    return values;
  }

  private static List<FloatArray> scalars(double... numbers) {
    return Arrays.stream(numbers).mapToObj(FloatArray::scalar).toList();
  }

  private static Map<String, FloatArray> named(float[] numbers, int part) {
    FloatBuffer from = FloatBuffer.wrap(numbers, part * SIZE, SIZE);
    Map<String, FloatArray> named = new LinkedHashMap<>();
    named.put("kernel", FloatArray.zeros(KERNEL));
    named.put("bias", FloatArray.zeros(BIAS));
    named.values().forEach(array -> from.get(array.data()));
    return named;
  }

  /** Where Keras has numbers; what is infinite or none there may be anything. */
  private static void check(List<FloatArray> found, List<FloatArray> expected) {
    for (int i = 0; i < found.size(); i++) {
      float[] ours = found.get(i).data();
      float[] theirs = expected.get(i).data();
      for (int k = 0; k < ours.length; k++) {
        if (!Float.isFinite(theirs[k])) {
          ours[k] = theirs[k];
        }
      }
      String what = i < 2 * STEPS ? "after step " + i / 2 : "after the training";
      assertNear(what + " (" + i + ")", found.get(i), expected.get(i), TOLERANCE);
    }
  }
}
