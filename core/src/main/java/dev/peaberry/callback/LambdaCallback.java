package dev.peaberry.callback;

import dev.peaberry.train.ActiveCallback;
import dev.peaberry.train.Callback;
import dev.peaberry.train.Ending;
import dev.peaberry.train.Training;
import dev.peaberry.train.TrainingListener.EpochReport;
import dev.peaberry.train.TrainingListener.StepReport;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A callback made of functions, each of which gets the training. It cannot be written down, and it
 * remembers nothing when a training is resumed. Immutable. See <a
 * href="https://keras.io/api/callbacks/lambda_callback/">keras.io</a>.
 */
public final class LambdaCallback implements Callback {
  private final Consumer<Training> trainBegin;
  private final BiConsumer<Training, Ending> trainEnd;
  private final Consumer<Training> epochBegin;
  private final BiConsumer<Training, EpochReport> epochEnd;
  private final Consumer<Training> batchBegin;
  private final BiConsumer<Training, StepReport> batchEnd;

  private LambdaCallback(
      Consumer<Training> trainBegin,
      BiConsumer<Training, Ending> trainEnd,
      Consumer<Training> epochBegin,
      BiConsumer<Training, EpochReport> epochEnd,
      Consumer<Training> batchBegin,
      BiConsumer<Training, StepReport> batchEnd) {
    this.trainBegin = trainBegin;
    this.trainEnd = trainEnd;
    this.epochBegin = epochBegin;
    this.epochEnd = epochEnd;
    this.batchBegin = batchBegin;
    this.batchEnd = batchEnd;
  }

  /** One that does nothing yet. */
  public static LambdaCallback of() {
    Consumer<Training> nothing = training -> {};
    return new LambdaCallback(
        nothing,
        (training, ending) -> {},
        nothing,
        (training, report) -> {},
        nothing,
        (training, report) -> {});
  }

  /** Doing something when the training begins or is resumed. */
  public LambdaCallback onTrainBegin(Consumer<Training> deed) {
    return new LambdaCallback(deed, trainEnd, epochBegin, epochEnd, batchBegin, batchEnd);
  }

  /** Doing something when the training is over. */
  public LambdaCallback onTrainEnd(BiConsumer<Training, Ending> deed) {
    return new LambdaCallback(trainBegin, deed, epochBegin, epochEnd, batchBegin, batchEnd);
  }

  /** Doing something when an epoch begins. */
  public LambdaCallback onEpochBegin(Consumer<Training> deed) {
    return new LambdaCallback(trainBegin, trainEnd, deed, epochEnd, batchBegin, batchEnd);
  }

  /** Doing something when an epoch is done, validation included. */
  public LambdaCallback onEpochEnd(BiConsumer<Training, EpochReport> deed) {
    return new LambdaCallback(trainBegin, trainEnd, epochBegin, deed, batchBegin, batchEnd);
  }

  /** Doing something before a training step. */
  public LambdaCallback onTrainBatchBegin(Consumer<Training> deed) {
    return new LambdaCallback(trainBegin, trainEnd, epochBegin, epochEnd, deed, batchEnd);
  }

  /** Doing something after a training step. */
  public LambdaCallback onTrainBatchEnd(BiConsumer<Training, StepReport> deed) {
    return new LambdaCallback(trainBegin, trainEnd, epochBegin, epochEnd, batchBegin, deed);
  }

  @Override
  public String className() {
    return "LambdaCallback";
  }

  /** Nothing: functions are not data. */
  @Override
  public Map<String, Object> configJson() {
    return Map.of();
  }

  @Override
  public ActiveCallback begin(Training training) {
    return new ActiveCallback() {
      @Override
      public void trainingStarted() {
        trainBegin.accept(training);
      }

      @Override
      public void epochStarted(int epoch, int epochs, long steps) {
        epochBegin.accept(training);
      }

      @Override
      public void stepStarted(long step) {
        batchBegin.accept(training);
      }

      @Override
      public void stepDone(StepReport report) {
        batchEnd.accept(training, report);
      }

      @Override
      public void epochDone(EpochReport report) {
        epochEnd.accept(training, report);
      }

      @Override
      public void trainingDone(Ending ending) {
        trainEnd.accept(training, ending);
      }
    };
  }
}
