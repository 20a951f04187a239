package dev.peaberry.cli;

import dev.peaberry.train.TrainingListener;
import java.util.List;

/** Several listeners that hear the same. */
record Listeners(List<TrainingListener> all) implements TrainingListener {
  @Override
  public void epochStarted(int epoch, int epochs, long steps) {
    all.forEach(each -> each.epochStarted(epoch, epochs, steps));
  }

  @Override
  public void stepDone(StepReport report) {
    all.forEach(each -> each.stepDone(report));
  }

  @Override
  public void validationStepDone(int epoch, long step, long steps) {
    all.forEach(each -> each.validationStepDone(epoch, step, steps));
  }

  @Override
  public void epochDone(EpochReport report) {
    all.forEach(each -> each.epochDone(report));
  }
}
