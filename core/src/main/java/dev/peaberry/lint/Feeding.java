package dev.peaberry.lint;

import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.LabelMode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How pictures become batches, as far as it is known. Immutable.
 *
 * @param batchSize pictures in a step
 * @param dropsRemainder whether a smaller last batch is left out
 * @param labelMode how labels are encoded
 * @param shuffles whether the order is drawn anew for each epoch
 * @param weighsClasses whether rare classes count more
 * @param samplesClasses whether rare classes come more often
 */
record Feeding(
    OptionalInt batchSize,
    boolean dropsRemainder,
    Optional<LabelMode> labelMode,
    Optional<Boolean> shuffles,
    boolean weighsClasses,
    boolean samplesClasses) {
  static final Feeding UNKNOWN =
      new Feeding(OptionalInt.empty(), false, Optional.empty(), Optional.empty(), false, false);

  static Feeding of(ImagePipeline pipeline) {
    return new Feeding(
        OptionalInt.of(pipeline.batchSize()),
        pipeline.dropsRemainder(),
        Optional.of(pipeline.labelMode()),
        Optional.of(pipeline.shuffles()),
        pipeline.classWeights().isPresent(),
        pipeline.sampling().filter(sampling -> sampling.power() < 1).isPresent());
  }

  Feeding withBatchSize(int size) {
    return new Feeding(
        OptionalInt.of(size), dropsRemainder, labelMode, shuffles, weighsClasses, samplesClasses);
  }

  Feeding withLabelMode(LabelMode mode) {
    return new Feeding(
        batchSize, dropsRemainder, Optional.of(mode), shuffles, weighsClasses, samplesClasses);
  }

  Feeding withShuffle(boolean shuffled) {
    return new Feeding(
        batchSize, dropsRemainder, labelMode, Optional.of(shuffled), weighsClasses, samplesClasses);
  }

  Feeding withBalancing(boolean weighs, boolean samples) {
    return new Feeding(batchSize, dropsRemainder, labelMode, shuffles, weighs, samples);
  }
}
