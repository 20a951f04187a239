package dev.peaberry.loss;

import static dev.peaberry.golden.Near.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.ConfigException;
import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What the golden values do not ask for: values at the edges, shapes, settings. */
class LossTest {
  private static final FloatArray ONE_HOT = rows(2, 0, 1, 1, 0, 0, 1);

  private record Result(FloatArray value, FloatArray gradient) {}

  private static FloatArray rows(int width, float... values) {
    return new FloatArray(Shape.of(values.length / width, width), values);
  }

  private static Result run(Loss loss, FloatArray yTrue, FloatArray yPred) {
    Program.Built<Routine> built =
        Program.build(EngineOptions.DEFAULT, builder -> routine(builder, loss, yTrue, yPred));
    try (Program program = built.program()) {
      List<FloatArray> results = program.run(built.handles(), List.of(yTrue, yPred), 0);
      return new Result(results.get(0), results.get(1));
    }
  }

  private static Routine routine(
      ProgramBuilder builder, Loss loss, FloatArray yTrue, FloatArray yPred) {
    Input labels = builder.batchInput(ElementType.FLOAT32, yTrue.shape().dropFirst());
    Input outputs = builder.batchInput(ElementType.FLOAT32, yPred.shape().dropFirst());
    GraphScope scope = GraphScope.root(builder, Map.of(), true);
    Operand<TFloat32> value = loss.call(scope, labels.value(), outputs.value(), Optional.empty());
    return new Routine(
        List.of(labels, outputs),
        List.of(value, builder.gradients(value, List.of(outputs.value())).get(0)),
        List.of());
  }

  static Stream<Loss> losses() {
    return Losses.REGISTRY.schemas().stream()
        .filter(schema -> schema.packageName().isEmpty())
        .map(schema -> schema.fromJson(Map.of()));
  }

  private static FloatArray labelsOf(Loss loss) {
    boolean indices = loss.targets() == Targets.SPARSE || loss.targets() == Targets.GROUP;
    return indices ? FloatArray.of(1, 0, 1) : ONE_HOT;
  }

  private static void assertFinite(FloatArray array) {
    for (float value : array.data()) {
      assertThat(value).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void hasAFiniteGradientWhereAllOutputsAreZero(Loss loss) {
    Result result = run(loss, labelsOf(loss), rows(2, 0, 0, 0, 0, 0, 0));
    assertFinite(result.value());
    assertFinite(result.gradient());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void hasAFiniteGradientWhereProbabilitiesAreZeroAndOne(Loss loss) {
    Result result = run(loss, labelsOf(loss), rows(2, 0, 1, 0, 1, 1, 0));
    assertFinite(result.value());
    assertFinite(result.gradient());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isTheSameFromItsOwnConfig(Loss loss) {
    assertThat(Losses.REGISTRY.create(loss.className(), loss.configJson())).isEqualTo(loss);
  }

  @Test
  void pullsALogitOfZeroTowardsItsLabel() {
    Result result = run(BinaryCrossentropy.fromLogits(), rows(1, 0, 1), rows(1, 0, 0));
    assertNear("gradient", result.gradient(), rows(1, 0.25f, -0.25f), 1e-6);
  }

  @Test
  void focalLossWithASmallGammaHasAGradientAtCertainty() {
    Loss loss = BinaryFocalCrossentropy.fromLogits().withGamma(0.5);
    assertNear("gradient", run(loss, rows(1, 1), rows(1, 60)).gradient(), rows(1, 0), 1e-6);
  }

  @Test
  void takesALabelForEachExampleAsThatOfTheSingleOutput() {
    FloatArray outputs = rows(1, 0.5f, -1, 2);
    assertThat(run(BinaryCrossentropy.fromLogits(), FloatArray.of(1, 0, 1), outputs).value())
        .isEqualTo(run(BinaryCrossentropy.fromLogits(), rows(1, 1, 0, 1), outputs).value());
  }

  @Test
  void findsTheClassesOnAnotherAxis() {
    FloatArray labels = new FloatArray(Shape.of(1, 2, 3), new float[] {1, 0, 1, 0, 1, 0});
    FloatArray logits = new FloatArray(Shape.of(1, 2, 3), new float[] {3, 1, 0, -2, 5, 1});
    Loss alongFirst =
        Losses.REGISTRY.create("CategoricalCrossentropy", Map.of("axis", 1, "from_logits", true));
    FloatArray transposedLabels = new FloatArray(Shape.of(1, 3, 2), new float[] {1, 0, 0, 1, 1, 0});
    FloatArray transposed = new FloatArray(Shape.of(1, 3, 2), new float[] {3, -2, 1, 5, 0, 1});
    assertNear(
        "value",
        run(alongFirst, labels, logits).value(),
        run(CategoricalCrossentropy.fromLogits(), transposedLabels, transposed).value(),
        1e-6);
  }

  @Test
  void saysWhichAxesTheOutputHas() {
    Loss loss = CosineSimilarity.of().withAxis(2);
    assertThatThrownBy(() -> run(loss, ONE_HOT, ONE_HOT))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("axis: found 2 for an output of")
        .hasMessageEndingWith("expected one from 1 to 1 or -1");
  }

  @Test
  void doesNotCountExamplesOfAnIgnoredClassThatIsNone() {
    Loss loss = SparseCategoricalCrossentropy.fromLogits().ignoringClass(255);
    FloatArray outputs = rows(2, 1, 2, 5, 0, 0, 3);
    assertNear(
        "value",
        run(loss, FloatArray.of(1, 255, 0), outputs).value(),
        run(SparseCategoricalCrossentropy.fromLogits(), FloatArray.of(1, 0), rows(2, 1, 2, 0, 3))
            .value(),
        1e-6);
  }

  @Test
  void writesWhatKerasLeavesOutOnlyWhereItMatters() {
    assertThat(CosineSimilarity.of().configJson()).containsOnlyKeys("reduction");
    assertThat(CosineSimilarity.of().withAxis(1).configJson()).containsEntry("axis", 1);
  }

  @Test
  void readsATupleOfAxesAsKerasWritesIt() {
    Map<String, Object> tuple = Map.of("class_name", "__tuple__", "items", List.of(1, 2));
    assertThat(Losses.REGISTRY.create("Dice", Map.of("axis", tuple)))
        .isEqualTo(Dice.of().withAxes(1, 2));
  }

  @Test
  void saysWhichReductionsThereAre() {
    assertThatThrownBy(() -> Losses.REGISTRY.create("Huber", Map.of("reduction", "average")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("average")
        .hasMessageContaining("sum_over_batch_size");
  }
}
