package dev.peaberry.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.peaberry.config.Schema;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered metric keeps, whatever it measures. */
final class MetricContractTest {
  private static final int CLASSES = 4;

  /** Values of the options without a default. */
  private static final Map<String, Object> REQUIRED =
      Map.of(
          "num_classes", CLASSES,
          "target_class_ids", List.of(0, 2),
          "sensitivity", 0.4,
          "specificity", 0.4,
          "precision", 0.4,
          "recall", 0.4);

  /** Options that change what is remembered. */
  private static final List<Metric> FURTHER =
      List.of(
          AUC.of().withMultiLabel().withThresholds(List.of(0.2, 0.3)),
          Precision.of().withThresholds(List.of(0.6, 0.2)),
          Recall.of().withTopK(2),
          F1Score.of().withAverage(Average.WEIGHTED),
          FBetaScore.of().withThreshold(0.3).withBeta(2),
          R2Score.of().withoutAggregation(),
          MeanIoU.of(CLASSES).ofOutputs(),
          CohenKappa.of().withWeightage(CohenKappa.Weightage.QUADRATIC));

  /** Compare value by value, and not rows. */
  private static final List<String> BY_VALUE = List.of("Accuracy", "BinaryAccuracy", "BinaryIoU");

  private record Data(FloatArray yTrue, FloatArray yPred, FloatArray weights) {
    int size() {
      return yTrue.shape().get(0);
    }

    Data part(int from, int to) {
      return new Data(part(yTrue, from, to), part(yPred, from, to), part(weights, from, to));
    }

    private static FloatArray part(FloatArray array, int from, int to) {
      List<Integer> chosen = new ArrayList<>();
      for (int i = from; i < to; i++) {
        chosen.add(i);
      }
      return pick(array, chosen);
    }

    static FloatArray pick(FloatArray array, List<Integer> examples) {
      int size = array.data().length / array.shape().get(0);
      float[] data = new float[examples.size() * size];
      for (int i = 0; i < examples.size(); i++) {
        System.arraycopy(array.data(), examples.get(i) * size, data, i * size, size);
      }
      return new FloatArray(array.shape().with(0, examples.size()), data);
    }
  }

  static Stream<Metric> metrics() {
    return Stream.concat(Metrics.REGISTRY.schemas().stream().map(s -> create(s)), FURTHER.stream());
  }

  private static Metric create(Schema<? extends Metric> schema) {
    Map<String, Object> config = new HashMap<>();
    schema.options().stream()
        .filter(option -> option.defaultValue().isEmpty())
        .forEach(option -> config.put(option.name(), REQUIRED.get(option.name())));
    return schema.fromJson(config);
  }

  /** Random examples in the encoding that a metric wants. */
  private static Data data(Metric metric, int examples) {
    Random random = new Random(7);
    float[] labels = new float[examples];
    float[] predictions = new float[examples];
    float[] weights = new float[examples];
    float[] oneHot = new float[examples * CLASSES];
    float[] scores = new float[examples * CLASSES];
    for (int i = 0; i < examples; i++) {
      labels[i] = random.nextInt(CLASSES);
      predictions[i] = random.nextInt(CLASSES);
      weights[i] = 1 + random.nextInt(3);
      oneHot[i * CLASSES + (int) labels[i]] = 1;
      for (int j = 0; j < CLASSES; j++) {
        scores[i * CLASSES + j] = random.nextFloat();
      }
    }
    boolean indices = metric.configJson().getOrDefault("sparse_y_true", false).equals(true);
    boolean predicted = metric.configJson().getOrDefault("sparse_y_pred", false).equals(true);
    Shape rows = Shape.of(examples, CLASSES);
    return new Data(
        metric.className().startsWith("Sparse") || indices
            ? FloatArray.of(labels)
            : new FloatArray(rows, oneHot),
        predicted ? FloatArray.of(predictions) : new FloatArray(rows, scores),
        FloatArray.of(weights));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void countsExamplesAlikeWhateverTheirBatch(Metric metric) {
    Data all = data(metric, 12);
    Accumulator once = after(metric, all);
    Accumulator parts = after(metric, all.part(0, 5), all.part(5, 10), all.part(10, 12));
    assertSame(parts.results(), once.results());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aWeightCountsAnExampleThatOften(Metric metric) {
    Data all = data(metric, 12);
    List<Integer> repeated = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      repeated.addAll(Collections.nCopies((int) all.weights().data()[i], i));
    }
    Accumulator weighted = metric.start();
    weighted.update(all.yTrue(), all.yPred(), Optional.of(all.weights()));
    Accumulator often = metric.start();
    often.update(
        Data.pick(all.yTrue(), repeated), Data.pick(all.yPred(), repeated), Optional.empty());
    assertSame(weighted.results(), often.results());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void goesOnExactlyWhereItWasInterrupted(Metric metric) {
    Data all = data(metric, 12);
    for (int i = 0; i < all.size(); i++) {
      all.weights().data()[i] *= 0.3f;
    }
    Accumulator whole = metric.start();
    updateWeighted(whole, all.part(0, 7));
    Accumulator resumed = metric.start();
    resumed.restore(whole.sums());
    assertThat(resumed.results()).isEqualTo(whole.results());
    updateWeighted(whole, all.part(7, 12));
    updateWeighted(resumed, all.part(7, 12));
    assertThat(resumed.results()).isEqualTo(whole.results());
    assertThat(resumed.sums()).isEqualTo(whole.sums());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void goesOnWhereNothingHadHappened(Metric metric) {
    Accumulator resumed = metric.start();
    resumed.restore(metric.start().sums());
    update(resumed, data(metric, 12));
    assertThat(resumed.results()).isEqualTo(after(metric, data(metric, 12)).results());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void sumsOfTwoHalvesAddUp(Metric metric) {
    Data all = data(metric, 12);
    List<Double> first = after(metric, all.part(0, 8)).sums();
    List<Double> second = after(metric, all.part(8, 12)).sums();
    List<Double> both = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      both.add(first.get(i) + second.get(i));
    }
    Accumulator merged = metric.start();
    merged.restore(both);
    assertSame(merged.results(), after(metric, all).results());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aResetForgetsAllBatches(Metric metric) {
    Data all = data(metric, 12);
    Accumulator used = after(metric, all.part(0, 5));
    used.reset();
    update(used, all.part(5, 12));
    assertThat(used.results()).isEqualTo(after(metric, all.part(5, 12)).results());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void isZeroBeforeTheFirstExample(Metric metric) {
    Accumulator accumulator = metric.start();
    assertThat(accumulator.result()).isZero();
    update(accumulator, data(metric, 1).part(0, 0));
    assertThat(accumulator.result()).isZero();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void theResultIsTheMeanOfAllResults(Metric metric) {
    Accumulator accumulator = after(metric, data(metric, 12));
    assertThat(accumulator.result())
        .isCloseTo(
            accumulator.results().stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
            within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void refusesTheSumsOfAnother(Metric metric) {
    assertThatThrownBy(() -> metric.start().restore(Collections.nCopies(7, 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Found 7 sums, expected");
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void refusesAsManyLabelsAsThereAreNot(Metric metric) {
    Data all = data(metric, 5);
    assertThatThrownBy(
            () -> metric.start().update(all.part(0, 4).yTrue(), all.yPred(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected as many examples in both");
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void refusesAsManyWeightsAsThereAreNot(Metric metric) {
    Data all = data(metric, 5);
    assertThatThrownBy(
            () ->
                metric
                    .start()
                    .update(all.yTrue(), all.yPred(), Optional.of(all.part(0, 4).weights())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights of shape (4,), expected one for each of 5");
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void isRebuiltFromItsConfig(Metric metric) {
    Map<String, Object> config = metric.configJson();
    config.put("name", "mine");
    Metric rebuilt = Metrics.REGISTRY.create(metric.className(), config);
    assertThat(rebuilt.name()).isEqualTo("mine");
    assertThat(rebuilt.configJson()).isEqualTo(config);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void anUpdateAllocatesNothing(Metric metric) {
    Data all = data(metric, 12);
    Accumulator accumulator = after(metric, all);
    Optional<FloatArray> weights = Optional.of(all.weights());
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1000; i++) {
      accumulator.update(all.yTrue(), all.yPred(), weights);
    }
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  @Test
  void classIndicesStandForOneHotRows() {
    metrics()
        .filter(metric -> data(metric, 1).yTrue().shape().equals(Shape.of(1, CLASSES)))
        .filter(metric -> !BY_VALUE.contains(metric.className()))
        .forEach(
            metric -> {
              Data all = data(metric, 12);
              FloatArray labels = data(SparseCategoricalAccuracy.of(), 12).yTrue();
              Accumulator ofLabels = metric.start();
              ofLabels.update(labels, all.yPred(), Optional.empty());
              assertThat(ofLabels.results())
                  .as(metric.className())
                  .isEqualTo(after(metric, all).results());
            });
  }

  private static Accumulator after(Metric metric, Data... batches) {
    Accumulator accumulator = metric.start();
    for (Data batch : batches) {
      update(accumulator, batch);
    }
    return accumulator;
  }

  private static void update(Accumulator accumulator, Data batch) {
    accumulator.update(batch.yTrue(), batch.yPred(), Optional.empty());
  }

  private static void updateWeighted(Accumulator accumulator, Data batch) {
    accumulator.update(batch.yTrue(), batch.yPred(), Optional.of(batch.weights()));
  }

  private static void assertSame(List<Double> found, List<Double> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), withinPercentage(1e-9));
    }
  }
}
