package dev.peaberry.lint;

import java.util.List;
import java.util.Optional;

/** The rules that exist here. Stateless. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(
          ActivatedLogits.RULE,
          RecoveredLogits.RULE,
          RawProbabilities.RULE,
          OutputActivation.RULE,
          DoubleSoftmax.RULE,
          SoftmaxOfOne.RULE,
          SigmoidForClasses.RULE,
          SoftmaxWithBinary.RULE,
          LabelEncoding.RULE,
          OutputWidth.RULE,
          SpareOutputs.RULE,
          BinaryOutputs.RULE,
          DropoutOnOutputs.RULE,
          MetricMismatch.RULE,
          MissingRescaling.RULE,
          DoubleRescaling.RULE,
          PretrainedPreprocessing.RULE,
          PixelStatistics.RULE,
          DoubleActivation.RULE,
          LinearStack.RULE,
          NoNonlinearity.RULE,
          SaturatingStack.RULE,
          DeadWindow.RULE,
          ShrinkingConvolution.RULE,
          SkippedPixels.RULE,
          DominantDense.RULE,
          UnusedInput.RULE,
          DropoutRate.RULE,
          DropoutBeforeBatchNorm.RULE,
          RegularizedBatchNorm.RULE,
          DoubleDecay.RULE,
          BatchNormBatchOne.RULE,
          BatchNormLastBatch.RULE,
          NothingTrainable.RULE,
          FrozenHead.RULE,
          TrainableBeforeFrozen.RULE,
          LooseBatchNorm.RULE,
          LearningRateRange.RULE,
          ScheduleEndsEarly.RULE,
          ScheduleBarelyMoves.RULE,
          BatchLargerThanData.RULE,
          SortedBatches.RULE,
          DuplicatesAcrossSplit.RULE,
          ContradictoryLabels.RULE,
          TinyClass.RULE,
          MissingClass.RULE,
          ClassImbalance.RULE,
          BalancedTwice.RULE,
          NonFiniteWeights.RULE);

  private Rules() {}

  /** All of them, in the order in which findings come. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The names of all of them. */
  public static List<String> names() {
    return ALL.stream().map(Rule::name).toList();
  }

  /** One by its name; empty if there is none. */
  public static Optional<Rule> find(String name) {
    return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }
}
