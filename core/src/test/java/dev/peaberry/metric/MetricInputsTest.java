package dev.peaberry.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.peaberry.config.ConfigException;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels and outputs that a metric cannot be taken of, where Keras often measures nonsense. */
final class MetricInputsTest {
  private static final FloatArray LABELS = FloatArray.of(0, 2);
  private static final FloatArray PROBABILITIES = rows(3, 0.7f, 0.2f, 0.1f, 0.1f, 0.1f, 0.8f);
  private static final FloatArray LOGITS = rows(3, 2, -1, 0, 1, -3, 4);

  static List<Metric> ofProbabilities() {
    return List.of(
        Precision.of(),
        Recall.of().withThresholds(List.of(0.0, 0.5)),
        TrueNegatives.of(),
        PrecisionAtRecall.of(0.5),
        AUC.of(),
        F1Score.of().withThreshold(0.5),
        BinaryCrossentropy.of(),
        CategoricalCrossentropy.of(),
        SparseCategoricalCrossentropy.of(),
        KLDivergence.of());
  }

  static List<Metric> ofLogitsToo() {
    return List.of(
        Precision.of().withThreshold(0),
        Recall.of().withTopK(1),
        AUC.of().withFromLogits(),
        F1Score.of(),
        BinaryCrossentropy.fromLogits(),
        CategoricalCrossentropy.fromLogits(),
        SparseCategoricalCrossentropy.fromLogits(),
        CohenKappa.of());
  }

  static List<Metric> ofClasses() {
    return List.of(
        CategoricalAccuracy.of(),
        SparseCategoricalAccuracy.of(),
        TopKCategoricalAccuracy.of(),
        CategoricalCrossentropy.of(),
        CategoricalHinge.of(),
        F1Score.of(),
        PearsonCorrelation.of(),
        OneHotMeanIoU.of(2));
  }

  static List<Metric> ofBinaryLabels() {
    return List.of(
        Precision.of(),
        AUC.of(),
        SensitivityAtSpecificity.of(0.5),
        MatthewsCorrelationCoefficient.of());
  }

  @ParameterizedTest
  @MethodSource("ofProbabilities")
  void logitsAreNoProbabilities(Metric metric) {
    assertThatThrownBy(() -> update(metric, LABELS, LOGITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Found the output 2.0, expected a probability from 0 to 1: ")
        .hasMessageContaining("end the model in softmax or sigmoid");
  }

  @ParameterizedTest
  @MethodSource("ofLogitsToo")
  void someMetricsTakeLogits(Metric metric) {
    assertThat(update(metric, LABELS, LOGITS).result()).isFinite();
  }

  @ParameterizedTest
  @MethodSource("ofProbabilities")
  void aDivergedModelIsNotTheMetricsFault(Metric metric) {
    FloatArray diverged = rows(3, Float.NaN, Float.NaN, Float.NaN, 0.2f, 0.3f, 0.5f);
    assertThat(update(metric, LABELS, diverged).results()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("ofClasses")
  void aSingleOutputTellsNoClasses(Metric metric) {
    assertThatThrownBy(() -> update(metric, rows(1, 0, 1), rows(1, 0.2f, 0.7f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("yPred of (2, 1)")
        .hasMessageContaining("a single output wants a binary metric");
  }

  @ParameterizedTest
  @MethodSource("ofBinaryLabels")
  void aLabelOfASingleOutputIsZeroOrOne(Metric metric) {
    assertThatThrownBy(() -> update(metric, rows(1, 1, 7), rows(1, 0.2f, 0.7f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Found the label 7.0, expected 0 or 1 for each output");
  }

  @Test
  void softLabelsAreNeitherPositiveNorNegative() {
    FloatArray mixed = rows(3, 0.9f, 0.1f, 0, 0, 1, 0);
    assertThatThrownBy(() -> update(Precision.of(), mixed, PROBABILITIES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Found the label 0.9, expected 0 or 1 for each output");
    assertThat(update(F1Score.of().withAverage(Average.MACRO), mixed, PROBABILITIES).result())
        .isPositive();
  }

  @Test
  void aClassIndexIsAClassOfTheOutputs() {
    for (float wrong : new float[] {3, -1, 0.5f, Float.NaN}) {
      assertThatThrownBy(() -> update(F1Score.of(), FloatArray.of(0, wrong), PROBABILITIES))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Found the label " + wrong + ", expected a class index from 0 to 2");
    }
  }

  @Test
  void precisionOfClassIndicesIsThatOfOneHotRows() {
    FloatArray oneHot = rows(3, 1, 0, 0, 0, 0, 1);
    assertThat(update(Precision.of().withThreshold(0.15), LABELS, PROBABILITIES).result())
        .isEqualTo(update(Precision.of().withThreshold(0.15), oneHot, PROBABILITIES).result())
        .isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void oneHotRowsAreNoClassIndices() {
    assertThatThrownBy(() -> update(SparseCategoricalAccuracy.of(), PROBABILITIES, PROBABILITIES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected yTrue of (N) or (N, 1) and yPred of (N, classes)");
  }

  @Test
  void asManyOutputsAreThereAsTheSettingsSay() {
    assertThatThrownBy(() -> update(Precision.of().withClassId(3), LABELS, PROBABILITIES))
        .hasMessage("Found 3 outputs, expected at least 4 for class_id = 3");
    assertThatThrownBy(() -> update(Recall.of().withTopK(4), LABELS, PROBABILITIES))
        .hasMessage("Found 3 outputs, expected at least top_k = 4");
    AUC weighted = AUC.of().withMultiLabel().withLabelWeights(List.of(1.0, 2.0));
    assertThatThrownBy(() -> update(weighted, LABELS, PROBABILITIES))
        .hasMessage("Found 3 outputs, expected 2 labels");
  }

  @Test
  void theNumberOfClassesDoesNotChange() {
    for (Metric metric : List.of(F1Score.of(), AUC.of().withMultiLabel(), CohenKappa.of())) {
      Accumulator accumulator = update(metric, LABELS, PROBABILITIES);
      assertThatThrownBy(
              () -> accumulator.update(FloatArray.of(1), rows(2, 0.5f, 0.5f), Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected 3 as ");
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> Precision.of().withThreshold(1.5))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Precision.thresholds: found 1.5, expected a number from 0 to 1 or a list of such, or"
                + " none");
    assertThatThrownBy(() -> AUC.SCHEMA.fromJson(Map.of("num_labels", 3)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("AUC.num_labels: found 3, expected none unless multi_label is true");
    assertThatThrownBy(() -> IoU.of(3, List.of(1, 3)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("IoU.target_class_ids: found [1, 3], expected class indices from 0 to 2");
    assertThatThrownBy(() -> F1Score.of().withThreshold(0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found 0.0, expected a number above 0 and up to 1");
    assertThatThrownBy(() -> FBetaScore.of().withBeta(0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found 0.0, expected a number above 0");
    assertThatThrownBy(() -> AUC.of().withNumThresholds(1))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found 1, expected an integer of at least 2");
  }

  private static Accumulator update(Metric metric, FloatArray yTrue, FloatArray yPred) {
    Accumulator accumulator = metric.start();
    accumulator.update(yTrue, yPred, Optional.empty());
    return accumulator;
  }

  private static FloatArray rows(int length, float... data) {
    return new FloatArray(Shape.of(data.length / length, length), data);
  }
}
