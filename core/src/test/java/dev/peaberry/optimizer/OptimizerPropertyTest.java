package dev.peaberry.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.engine.FloatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every optimizer of the registry. */
final class OptimizerPropertyTest {
  private static final int STEPS = 60;
  private static final float[] TARGET = {0.4f, -0.3f, 0.2f, -0.1f, 0.5f};
  private static final float[] CURVATURE = {1, 0.3f, 2, 0.7f, 1.5f};

  static Stream<Optimizer> optimizers() {
    Stream<Optimizer> plain =
        Optimizers.REGISTRY.schemas().stream()
            .filter(schema -> schema != LossScaleOptimizer.SCHEMA)
            .map(schema -> schema.fromJson(Map.of()));
    return Stream.concat(
        plain,
        Stream.of(
            SGD.of().withNesterovMomentum(0.9),
            Adam.of().withAmsgrad(),
            RMSprop.of().withMomentum(0.5).centered(),
            LossScaleOptimizer.of(Adam.of())));
  }

  /** Ftrl makes weights from its sums of gradients alone, so these do not hold for it. */
  static Stream<Optimizer> optimizersThatStepFromTheWeights() {
    return optimizers().filter(optimizer -> !(optimizer instanceof Ftrl));
  }

  /** In the others infinity meets infinity, in Keras, too. */
  static Stream<Optimizer> optimizersThatKerasKeepsFinite() {
    RMSprop centered = RMSprop.of().withMomentum(0.5).centered();
    return optimizersThatStepFromTheWeights().filter(optimizer -> !optimizer.equals(centered));
  }

  private static Map<String, FloatArray> start(float... weights) {
    return Map.of("w", FloatArray.of(weights));
  }

  private static float[] weights(UpdateProgram program) {
    return program.variables().get("w").data();
  }

  /** A parabola in each direction. */
  private static double loss(float[] weights) {
    double loss = 0;
    for (int i = 0; i < weights.length; i++) {
      loss += CURVATURE[i] * Math.pow(weights[i] - TARGET[i], 2) / 2;
    }
    return loss;
  }

  private static FloatArray gradient(float[] weights, double scale) {
    float[] gradient = new float[weights.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) (scale * CURVATURE[i] * (weights[i] - TARGET[i]));
    }
    return FloatArray.of(gradient);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void makesTheLossOfAConvexProblemSmaller(Optimizer optimizer) {
    double scale = optimizer instanceof LossScaleOptimizer scaled ? scaled.start().scale() : 1;
    try (UpdateProgram program =
        UpdateProgram.of(optimizer.withLearningRate(0.02), start(0, 0, 0, 0, 0))) {
      double before = loss(weights(program));
      for (int step = 0; step < STEPS; step++) {
        program.step(List.of(gradient(weights(program), scale)));
      }
      assertThat(loss(weights(program))).isLessThan(before);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizersThatStepFromTheWeights")
  void leavesWeightsWithoutAGradient(Optimizer optimizer) {
    Optimizer decayless = optimizer instanceof AdamW adamW ? adamW.withWeightDecay(0) : optimizer;
    assertThat(after(decayless, 0, 3, 1.5f, -2)).containsExactly(1.5f, -2);
  }

  @ParameterizedTest
  @MethodSource("optimizersThatStepFromTheWeights")
  void leavesWeightsWithARateOfZero(Optimizer optimizer) {
    assertThat(after(optimizer.withLearningRate(0), 0.7, 3, 1.5f, -2)).containsExactly(1.5f, -2);
  }

  @Test
  void ftrlSaysThatItWantsARateAboveZero() {
    assertThatThrownBy(() -> after(Ftrl.of().withLearningRate(0), 1, 1, 1f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Ftrl divides by the learning rate: found 0.0 at update 1, expected a rate above 0");
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void staysFiniteWithTheSmallestGradients(Optimizer optimizer) {
    assertFinite(after(optimizer, 1e-30, 5, 1.5f, -2));
  }

  @ParameterizedTest
  @MethodSource("optimizersThatKerasKeepsFinite")
  void staysFiniteAfterAHugeGradient(Optimizer optimizer) {
    assertFinite(after(optimizer, 1e30, 1, 1.5f, -2));
  }

  private static void assertFinite(float[] weights) {
    for (float weight : weights) {
      assertThat(weight).isFinite();
    }
  }

  /** The weights after some steps with one gradient. */
  private static float[] after(Optimizer optimizer, double gradient, int steps, float... weights) {
    float[] gradients = new float[weights.length];
    Arrays.fill(gradients, (float) gradient);
    try (UpdateProgram program = UpdateProgram.of(optimizer, start(weights))) {
      for (int step = 0; step < steps; step++) {
        program.step(List.of(FloatArray.of(gradients)));
      }
      return weights(program);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void goesOnFromItsMemoryToTheLastBit(Optimizer optimizer) {
    List<List<FloatArray>> gradients = new ArrayList<>();
    for (int step = 0; step < 9; step++) {
      gradients.add(List.of(FloatArray.of((float) Math.sin(step), 0.3f * step, -2e-3f)));
    }
    try (UpdateProgram whole = UpdateProgram.of(optimizer, start(1, -0.5f, 0.25f));
        UpdateProgram first = UpdateProgram.of(optimizer, start(1, -0.5f, 0.25f))) {
      gradients.forEach(whole::step);
      gradients.subList(0, 4).forEach(first::step);
      try (UpdateProgram second = UpdateProgram.of(optimizer, first.variables())) {
        second.remember(first.memory());
        gradients.subList(4, 9).forEach(second::step);
        assertThat(second.variables()).isEqualTo(whole.variables());
        assertThat(second.memory()).isEqualTo(whole.memory());
      }
    }
  }
}
