package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Dataset;
import dev.peaberry.model.Weights;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One training, from its first step to its result. Confined to one thread. */
final class TrainingRun implements AutoCloseable {
  private final Trainer trainer;
  private final Dataset training;
  private final Optional<Validation> validation;
  private final BatchChecks checks;
  private final ClassWeighting classWeights;
  private final TrainingProgram program;
  private final TrainingControl control;
  private CallbackList callbacks = CallbackList.NONE;

  private TrainingRun(
      Trainer trainer,
      Dataset training,
      Optional<Dataset> validation,
      TrainingState state,
      Batch example) {
    this.trainer = trainer;
    this.training = training;
    this.checks = new BatchChecks(trainer.computed(), trainer.loss());
    this.classWeights = trainer.classWeighting();
    checks.requireShapes(example);
    this.program =
        TrainingProgram.compile(
            trainer.computed(),
            trainer.loss(),
            trainer.optimizer(),
            classWeights.apply(example),
            trainer.engine(),
            trainer.seed(),
            trainer.callbacks().stream().anyMatch(Callback::guardsWeights));
    this.validation = validation.map(data -> new Validation(trainer, program, data));
    this.control = new TrainingControl(trainer, program, training, this.validation, state);
  }

  /** Compiles the program; the training has still to begin or to go on. */
  static TrainingRun of(
      Trainer trainer, Dataset training, Optional<Dataset> validation, TrainingState state) {
    validation.ifPresent(dataset -> requireBatches("validation", dataset));
    requireBatches("training", training);
    try (EpochBatches batches =
        new EpochBatches(training, state.epoch(), trainer.stepsPerEpoch())) {
      if (!batches.hasNext()) {
        throw new TrainingException("Found no readable training example, expected one or more");
      }
      return new TrainingRun(trainer, training, validation, state, batches.next());
    }
  }

  private static void requireBatches(String what, Dataset dataset) {
    if (dataset.batches() == 0) {
      throw new TrainingException("Found no " + what + " data, expected at least one example");
    }
  }

  /** Begins with first weights. */
  void begin(Weights weights) {
    program.setWeights(weights);
    callbacks = CallbackList.begin(trainer.callbacks(), control);
  }

  /** Goes on where a checkpoint was written. */
  void goOn(Checkpoint checkpoint) {
    program.setWeights(checkpoint.weights());
    program.resume(checkpoint.state().batches(), checkpoint.memory());
    callbacks = CallbackList.begin(trainer.callbacks(), control);
    callbacks.restore(checkpoint.callbacks());
  }

  TrainingResult train() {
    callbacks.tell(() -> "at the start", ActiveCallback::trainingStarted);
    while (control.ending().isEmpty() && control.state().epoch() < trainer.epochs()) {
      epoch();
    }
    Ending ending = control.ending().orElse(Ending.completed(trainer.epochs()));
    if (ending.how() != Ending.How.INTERRUPTED) {
      finish(ending);
    }
    return new TrainingResult(
        trainer.model(),
        control.weights(),
        control.state().history(),
        control.state().bestEpoch().map(OptionalInt::of).orElse(OptionalInt.empty()),
        control.weightsEpoch(),
        ending);
  }

  /** Trains to the end of an epoch, or until it is stopped before. */
  private void epoch() {
    control.epochStarted(Running.of(trainer));
    int epoch = control.epoch();
    long steps = control.steps();
    if (control.step() == 0) {
      callbacks.tell(
          () -> "at the start of " + place(),
          each -> each.epochStarted(epoch, trainer.epochs(), steps));
    }
    trainer.listener().epochStarted(epoch, trainer.epochs(), steps);
    long started = System.nanoTime();
    Duration waited = steps();
    if (control.ending().isPresent() && !control.isAtEndOfEpoch()) {
      return;
    }
    Duration trained = since(started);
    Map<String, Double> logs = new LinkedHashMap<>(control.logs());
    started = System.nanoTime();
    validation.ifPresent(data -> logs.putAll(validate(data)));
    logs.put("learning_rate", control.learningRate());
    finishEpoch(new History.Epoch(logs, trained, since(started), waited));
  }

  /** Trains on the batches of an epoch and gives how long it waited for them. */
  private Duration steps() {
    long done = control.step();
    long step = 0;
    try (EpochBatches batches =
        new EpochBatches(training, control.epoch(), trainer.stepsPerEpoch())) {
      while (control.ending().isEmpty() && batches.hasNext()) {
        Batch batch = batches.next();
        step++;
        if (step > done) { // else done before the training was resumed
          step(batch);
        }
      }
      return batches.waited();
    }
  }

  private void step(Batch batch) {
    checks.requireLabels(batch);
    long number = control.step() + 1;
    callbacks.tell(
        () -> "before step " + number + " of " + place(), each -> each.stepStarted(number));
    double loss = control.train(classWeights.apply(batch));
    TrainingListener.StepReport report =
        new TrainingListener.StepReport(
            control.epoch(),
            trainer.epochs(),
            number,
            control.steps(),
            batch.size(),
            loss,
            control.logs());
    callbacks.tell(() -> "after step " + number + " of " + place(), each -> each.stepDone(report));
    saveTo(control.takeWanted());
    trainer.listener().stepDone(report);
    if (control.ending().isEmpty() && trainer.shouldStop()) {
      control.interrupt();
      List<Path> files = new ArrayList<>();
      trainer.checkpoints().ifPresent(saved -> files.add(saved.last()));
      trainer.callbacks().forEach(each -> each.backups().stream().limit(1).forEach(files::add));
      saveTo(files);
    }
  }

  private Map<String, Double> validate(Validation data) {
    callbacks.tell(() -> "before the validation of " + place(), ActiveCallback::validationStarted);
    int epoch = control.epoch();
    long steps = data.data().batches();
    Map<String, Double> logs =
        data.run(
            step -> {
              callbacks.tell(
                  () -> "in the validation of " + place(),
                  each -> each.validationStepDone(epoch, step, steps));
              trainer.listener().validationStepDone(epoch, step, steps);
            });
    callbacks.tell(() -> "after the validation of " + place(), each -> each.validationDone(logs));
    return logs;
  }

  private void finishEpoch(History.Epoch result) {
    Optional<Double> measured =
        trainer.checkpoints().map(saved -> result.logs().get(saved.monitor()));
    boolean best = measured.filter(this::isBest).isPresent();
    control.epochDone(result, best ? measured : Optional.empty());
    TrainingListener.EpochReport report =
        new TrainingListener.EpochReport(control.epoch(), trainer.epochs(), result, best);
    try {
      callbacks.tell(() -> "after " + place(), each -> each.epochDone(report));
    } catch (TrainingException e) {
      saveDespite(e, best);
      throw e;
    }
    control.keepStop();
    saveEpoch(best);
    trainer.listener().epochDone(report);
  }

  private boolean isBest(double measured) {
    Mode mode = trainer.checkpoints().map(Checkpoints::mode).orElseThrow();
    String monitor = trainer.checkpoints().map(Checkpoints::monitor).orElseThrow();
    Optional<Double> before = control.state().best();
    return before.isEmpty()
        || mode.resolve(monitor, control.metrics()).isBetter(measured, before.get(), 0);
  }

  /** The epoch is complete: what one callback failed to do must not lose it. */
  private void saveDespite(TrainingException failure, boolean best) {
    try {
      saveEpoch(best);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void saveEpoch(boolean best) {
    List<Path> files = new ArrayList<>(control.takeWanted());
    trainer.checkpoints().ifPresent(saved -> files.add(saved.last()));
    trainer.checkpoints().filter(saved -> best).ifPresent(saved -> files.add(saved.best()));
    saveTo(files);
  }

  /** Ends the training; what it is resumed with stays as it is now. */
  @SuppressWarnings("ReferenceEquality") // the same object where no callback changed it
  private void finish(Ending ending) {
    if (control.isSwapped()) {
      control.swapAverages();
    }
    Weights trained = control.weights();
    if (program.finish()) {
      control.weightsChanged(OptionalInt.empty());
    }
    callbacks.tell(() -> "at the end", each -> each.trainingDone(ending));
    boolean stopped = control.forgetStop();
    List<Path> files = new ArrayList<>(control.takeWanted());
    if (control.isBetweenEpochs() && (stopped || control.weights() != trained)) {
      trainer.checkpoints().ifPresent(saved -> files.add(saved.last()));
    }
    saveTo(files, control.weights(), trained);
  }

  private void saveTo(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    Weights shown = control.weights();
    boolean swapped = control.isSwapped();
    if (swapped) {
      control.swapAverages();
    }
    saveTo(files, shown, control.weights());
    if (swapped) {
      control.swapAverages();
    }
  }

  private void saveTo(List<Path> files, Weights shown, Weights trained) {
    if (!files.isEmpty()) {
      Checkpoint checkpoint =
          Checkpoint.of(
              trainer, shown, trained, program.memory(), control.state(), callbacks.stored());
      files.forEach(checkpoint::write);
    }
  }

  private String place() {
    return "epoch " + (control.epoch() + 1);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  @Override
  public void close() {
    callbacks.close();
    program.close();
  }
}
