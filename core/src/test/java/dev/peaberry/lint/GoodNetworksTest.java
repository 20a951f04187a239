package dev.peaberry.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.activation.Activation;
import dev.peaberry.data.LabelMode;
import dev.peaberry.engine.Shape;
import dev.peaberry.loss.BinaryCrossentropy;
import dev.peaberry.loss.Loss;
import dev.peaberry.loss.SparseCategoricalCrossentropy;
import dev.peaberry.metric.AutoAccuracy;
import dev.peaberry.model.Model;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Optimizers;
import dev.peaberry.schedule.CosineDecay;
import dev.peaberry.schedule.ExponentialDecay;
import dev.peaberry.schedule.InverseTimeDecay;
import dev.peaberry.schedule.OneCycle;
import dev.peaberry.schedule.PolynomialDecay;
import dev.peaberry.schedule.Schedule;
import dev.peaberry.zoo.Architecture;
import dev.peaberry.zoo.Zoo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody who builds well hears a word. */
class GoodNetworksTest {
  private static final Loss LOGITS = SparseCategoricalCrossentropy.fromLogits();
  private static final Loss PROBABILITIES = SparseCategoricalCrossentropy.of();

  private static TrainingPlan usual(Model model, Loss loss, int classes) {
    List<Integer> training = Collections.nCopies(classes, 500);
    return Plans.judged(model, loss)
        .withClassNames(Plans.names(classes))
        .withLabelMode(LabelMode.INT)
        .withBatchSize(32)
        .withShuffle(true)
        .withEpochs(10)
        .withPictures(Plans.facts(training, Collections.nCopies(classes, 100)));
  }

  static Stream<Arguments> networks() {
    Stream<Arguments> built =
        Stream.of(
            Arguments.of(Networks.vgg(64, 4), PROBABILITIES, 4),
            Arguments.of(Networks.vgg(224, 17), PROBABILITIES, 17),
            Arguments.of(Networks.residual(96, 10), LOGITS, 10),
            Arguments.of(Networks.residual(224, 2), LOGITS, 2),
            Arguments.of(Networks.mobile(64, 6), PROBABILITIES, 6),
            Arguments.of(Networks.mobile(160, 100), PROBABILITIES, 100));
    Stream<Arguments> zoo =
        Zoo.all().stream()
            .flatMap(
                architecture ->
                    sides(architecture)
                        .map(side -> Shape.of(side, side, 3))
                        .map(picture -> architecture.build(picture, 10, Activation.LINEAR))
                        .map(model -> Arguments.of(model, LOGITS, 10)));
    return Stream.concat(built, zoo);
  }

  /** Those that networks are for. */
  private static Stream<Integer> sides(Architecture architecture) {
    boolean small = architecture.name().matches("small-(cnn|resnet.*)");
    return small ? Stream.of(32, 64, 96) : Stream.of(224);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aUsualTrainingGivesNoFinding(Model model, Loss loss, int classes) {
    assertThat(Linter.withAllRules().check(usual(model, loss, classes))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aModelByItselfGivesNoFinding(Model model) {
    assertThat(Linter.check(model)).isEmpty();
  }

  @Test
  void oneSigmoidForTwoClassesIsWellDone() {
    TrainingPlan plan =
        usual(Networks.small(1, Activation.SIGMOID), BinaryCrossentropy.of(), 2)
            .withLabelMode(LabelMode.BINARY)
            .withMetrics(List.of(AutoAccuracy.of()));
    assertThat(Linter.withAllRules().check(plan)).isEmpty();
  }

  @Test
  void aFrozenBaseUnderANewHeadIsWellDone() {
    Model model = Networks.mobile(96, 10).withFrozen(name -> name.startsWith("conv"));
    assertThat(Linter.withAllRules().check(usual(model, PROBABILITIES, 10))).isEmpty();
  }

  static Stream<Schedule> schedules() {
    return Stream.of(
        CosineDecay.of(0.001, 1_000),
        CosineDecay.of(0, 900).withWarmup(0.001, 100),
        ExponentialDecay.of(0.001, 100, 0.9),
        ExponentialDecay.of(0.001, 300, 0.5).withStaircase(),
        InverseTimeDecay.of(0.001, 300, 1),
        OneCycle.of(0.01, 1_000),
        PolynomialDecay.of(0.001, 1_000));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void aScheduleAsLongAsTheTrainingIsWellChosen(Schedule schedule) {
    assertThat(Linter.withAllRules().check(Plans.scheduled(schedule))).isEmpty();
  }

  static Stream<Optimizer> optimizers() {
    return Optimizers.REGISTRY.schemas().stream()
        .filter(schema -> !schema.name().equals("Adadelta")) // a thousandth of the paper's rate
        .filter(schema -> schema.options().stream().allMatch(o -> o.defaultValue().isPresent()))
        .map(schema -> Optimizers.REGISTRY.create(schema.name(), Map.of()));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerMayKeepItsDefaults(Optimizer optimizer) {
    TrainingPlan plan = usual(Networks.residual(96, 10), LOGITS, 10).withOptimizer(optimizer);
    assertThat(Linter.withAllRules().check(plan)).isEmpty();
  }
}
