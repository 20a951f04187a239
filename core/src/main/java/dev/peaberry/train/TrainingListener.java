package dev.peaberry.train;

import java.util.Map;

/** Hears how a training goes on. Called from the training thread: what it does costs time. */
public interface TrainingListener {
  /** A listener that does nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * A step of training is done.
   *
   * @param epoch counted from 0
   * @param epochs how many there will be at most
   * @param step counted from 1
   * @param steps how many the epoch has
   * @param examples in this step's batch
   * @param loss of this step's batch
   * @param logs the epoch's running means
   */
  record StepReport(
      int epoch,
      int epochs,
      long step,
      long steps,
      int examples,
      double loss,
      Map<String, Double> logs) {}

  /**
   * An epoch is done, validation included.
   *
   * @param epoch counted from 0
   * @param epochs how many there will be at most
   * @param result what was logged, and how long it took
   * @param best whether it is the best epoch so far by the checkpoints' measure
   */
  record EpochReport(int epoch, int epochs, History.Epoch result, boolean best) {}

  /** An epoch begins; epochs count from 0. */
  default void epochStarted(int epoch, int epochs, long steps) {}

  /** A training step is done. */
  default void stepDone(StepReport report) {}

  /** A validation step is done; steps count from 1. */
  default void validationStepDone(int epoch, long step, long steps) {}

  /** An epoch is done. */
  default void epochDone(EpochReport report) {}
}
