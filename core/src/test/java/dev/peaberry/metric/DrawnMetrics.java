package dev.peaberry.metric;

import java.util.ArrayList;
import java.util.List;

/** The metrics that are compared with Keras's, by what they are for. */
final class DrawnMetrics {
  private static final List<Double> THRESHOLDS = List.of(0.8, 0.25, 0.5);
  private static final List<Double> EVEN = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

  private DrawnMetrics() {}

  static List<Metric> ofProbabilities(int outputs) {
    List<Metric> metrics = new ArrayList<>(curves());
    metrics.addAll(counts());
    metrics.addAll(
        List.of(
            BinaryAccuracy.of().withThreshold(0.3),
            BinaryCrossentropy.of(),
            BinaryCrossentropy.of().withLabelSmoothing(0.2),
            F1Score.of().withThreshold(0.5),
            FBetaScore.of().withThreshold(0.3).withBeta(0.5).withAverage(Average.MICRO),
            FBetaScore.of().withThreshold(0.7).withBeta(2).withAverage(Average.WEIGHTED),
            KLDivergence.of(),
            Hinge.of(),
            SquaredHinge.of(),
            Poisson.of(),
            MeanSquaredLogarithmicError.of()));
    if (outputs == 1) { // Keras's IoU cannot weight several outputs
      metrics.add(BinaryIoU.of());
      metrics.add(BinaryIoU.of().withThreshold(0.3).withTargetClassIds(List.of(1)));
    } else {
      AUC apart = AUC.of().withMultiLabel();
      List<Double> weights = List.of(0.5, 2.0, 1.0);
      metrics.addAll(
          List.of(
              apart,
              apart.withCurve(AUC.Curve.PR),
              apart.withCurve(AUC.Curve.PRGAIN),
              apart.withThresholds(THRESHOLDS),
              Precision.of().withClassId(1),
              Recall.of().withClassId(2).withThresholds(EVEN),
              Precision.of().withTopK(2),
              Recall.of().withTopK(2).withThreshold(0.6),
              Precision.of().withTopK(2).withClassId(0),
              SensitivityAtSpecificity.of(0.4).withClassId(1)));
      metrics.add(AUC.of().withLabelWeights(weights));
      metrics.add(apart.withLabelWeights(weights));
    }
    return metrics;
  }

  private static List<Metric> curves() {
    List<Metric> metrics = new ArrayList<>();
    for (AUC.Curve curve : AUC.Curve.values()) {
      for (AUC.SummationMethod method : AUC.SummationMethod.values()) {
        metrics.add(AUC.of().withCurve(curve).withSummationMethod(method));
      }
    }
    metrics.add(AUC.of().withNumThresholds(2));
    metrics.add(AUC.of().withNumThresholds(11).withFromLogits());
    metrics.add(AUC.of().withThresholds(THRESHOLDS));
    metrics.add(AUC.of().withThresholds(List.of(0.25, 0.5, 0.75)).withCurve(AUC.Curve.PR));
    // Not 0 and 1: with weights, Keras's float32 sums miss them by a rounding.
    for (double least : new double[] {0.01, 0.43, 0.99}) {
      metrics.add(SensitivityAtSpecificity.of(least));
      metrics.add(SpecificityAtSensitivity.of(least).withNumThresholds(1));
      metrics.add(PrecisionAtRecall.of(least).withNumThresholds(2));
      metrics.add(RecallAtPrecision.of(least).withNumThresholds(7));
      metrics.add(SpecificityAtSensitivity.of(least));
      metrics.add(PrecisionAtRecall.of(least));
      metrics.add(RecallAtPrecision.of(least));
    }
    return metrics;
  }

  private static List<Metric> counts() {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(Precision.of());
    metrics.add(Recall.of());
    for (List<Double> thresholds : List.of(THRESHOLDS, EVEN)) {
      metrics.add(Precision.of().withThresholds(thresholds));
      metrics.add(Recall.of().withThresholds(thresholds));
      metrics.add(TruePositives.of().withThresholds(thresholds));
      metrics.add(FalsePositives.of().withThresholds(thresholds));
      metrics.add(TrueNegatives.of().withThresholds(thresholds));
      metrics.add(FalseNegatives.of().withThresholds(thresholds));
    }
    return metrics;
  }

  static List<Metric> ofClassProbabilities() {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(F1Score.of());
    metrics.add(FBetaScore.of());
    for (Average average : Average.values()) {
      metrics.add(F1Score.of().withAverage(average));
      metrics.add(FBetaScore.of().withBeta(1.5).withAverage(average));
    }
    metrics.addAll(
        List.of(
            CategoricalAccuracy.of(),
            TopKCategoricalAccuracy.of().withK(2),
            CategoricalCrossentropy.of(),
            CategoricalCrossentropy.of().withLabelSmoothing(0.1),
            KLDivergence.of(),
            CategoricalHinge.of(),
            Precision.of().withTopK(2),
            Recall.of().withTopK(1).withClassId(3),
            AUC.of(),
            CosineSimilarity.of(),
            PearsonCorrelation.of(),
            OneHotIoU.of(5, List.of(1, 4)),
            OneHotIoU.of(5, List.of(0)).ignoringClass(2),
            OneHotMeanIoU.of(5),
            OneHotMeanIoU.of(3),
            MeanIoU.of(5).ofOutputs().ofOneHotTargets(),
            IoU.of(5, List.of(2, 3)).ofOutputs().ofOneHotTargets()));
    return metrics;
  }

  static List<Metric> ofClassLogits() {
    return List.of(
        CategoricalCrossentropy.fromLogits(),
        CategoricalCrossentropy.fromLogits().withLabelSmoothing(0.1),
        BinaryCrossentropy.fromLogits(),
        BinaryCrossentropy.fromLogits().withLabelSmoothing(0.2),
        CategoricalHinge.of(),
        Precision.of().withThreshold(0),
        Recall.of().withTopK(3),
        F1Score.of().withAverage(Average.MACRO),
        AUC.of().withFromLogits().withMultiLabel());
  }

  static List<Metric> ofClassIndices() {
    return List.of(
        SparseCategoricalAccuracy.of(),
        SparseTopKCategoricalAccuracy.of().withK(2),
        SparseCategoricalCrossentropy.of(),
        SparseCategoricalCrossentropy.fromLogits(),
        SparseCategoricalCrossentropy.of().ignoringClass(1),
        MeanIoU.of(5).ofOutputs(),
        IoU.of(5, List.of(1, 2)).ofOutputs());
  }

  static List<Metric> ofPredictedClasses() {
    return List.of(
        Accuracy.of(),
        MeanIoU.of(5),
        MeanIoU.of(5).ignoringClass(3),
        IoU.of(5, List.of(0, 4)),
        IoU.of(4, List.of(1)).ignoringClass(-1));
  }

  static List<Metric> ofNumbers() {
    return List.of(
        MeanSquaredError.of(),
        RootMeanSquaredError.of(),
        MeanAbsoluteError.of(),
        MeanAbsolutePercentageError.of(),
        MeanSquaredLogarithmicError.of(),
        LogCoshError.of(),
        CosineSimilarity.of(),
        Hinge.of(),
        SquaredHinge.of(),
        CategoricalHinge.of(),
        PearsonCorrelation.of(),
        ConcordanceCorrelation.of(),
        R2Score.of(),
        R2Score.of().withoutAggregation(),
        R2Score.of().withClassAggregation(R2Score.Aggregation.VARIANCE_WEIGHTED_AVERAGE),
        R2Score.of().withNumRegressors(3),
        R2Score.of().withNumRegressors(1000));
  }

  static List<Metric> ofMaps() {
    return List.of(
        MeanSquaredError.of(),
        RootMeanSquaredError.of(),
        CategoricalAccuracy.of(),
        LogCoshError.of(),
        CosineSimilarity.of());
  }
}
