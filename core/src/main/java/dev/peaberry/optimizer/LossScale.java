package dev.peaberry.optimizer;

/**
 * Where dynamic loss scaling stands. Immutable.
 *
 * @param scale what the next loss is multiplied by
 * @param stepCounter the steps with finite gradients since the scale last changed
 */
public record LossScale(double scale, long stepCounter) {
  private static final double LARGEST = 0x1p127; // in float32

  /** After a step whose gradients were all finite. */
  LossScale afterFinite(int growthSteps) {
    return stepCounter == growthSteps - 1
        ? new LossScale(Math.min(2 * scale, LARGEST), 0)
        : new LossScale(scale, stepCounter + 1);
  }

  /** After a step that was skipped because a gradient was infinite or no number. */
  LossScale afterSkipped() {
    return new LossScale(scale / 2, 0);
  }
}
