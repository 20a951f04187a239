package dev.peaberry.metric;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import java.util.List;
import java.util.Optional;

/** The best of one rate at the thresholds where another one is good enough. */
final class BestUnderConstraint {
  static final Option<Integer> NUM_THRESHOLDS =
      Option.of("num_thresholds", Kinds.integerFrom(1), 200);

  private BestUnderConstraint() {}

  /**
   * Begins.
   *
   * @param least what the constrained rate has to be at least, compared as float32
   */
  static Accumulator start(
      Config config, double least, ConfusionCurve.Point constrained, ConfusionCurve.Point wanted) {
    return new ThresholdAccumulator(
        ThresholdAccumulator.Outputs.of(Optional.empty(), config.get(Options.CLASS_ID)),
        Thresholds.from0To1(config.get(NUM_THRESHOLDS)),
        counts -> List.of(best(counts.curve(0), (float) least, constrained, wanted)));
  }

  private static double best(
      ConfusionCurve curve,
      float least,
      ConfusionCurve.Point constrained,
      ConfusionCurve.Point wanted) {
    double best = 0;
    for (int i = 0; i < curve.size(); i++) {
      if ((float) constrained.of(curve, i) >= least) {
        best = Math.max(best, wanted.of(curve, i));
      }
    }
    return best;
  }
}
