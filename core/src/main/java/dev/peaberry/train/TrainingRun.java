package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.model.Weights;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One training: its program and where it stands. Confined to one thread. */
final class TrainingRun implements AutoCloseable {
  private final Trainer trainer;
  private final Dataset training;
  private final Optional<Dataset> validation;
  private final BatchChecks checks;
  private final TrainingProgram program;
  private TrainingState state;

  private TrainingRun(
      Trainer trainer,
      Dataset training,
      Optional<Dataset> validation,
      TrainingState state,
      Batch example) {
    this.trainer = trainer;
    this.training = training;
    this.validation = validation;
    this.state = state;
    this.checks = new BatchChecks(trainer.model(), trainer.losses());
    checks.requireShapes(example);
    this.program =
        TrainingProgram.compile(
            trainer.model(),
            trainer.losses(),
            trainer.optimizer(),
            example,
            trainer.engine(),
            trainer.seed());
  }

  /** Compiles the program; weights have still to be set. */
  static TrainingRun start(
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

  void setWeights(Weights weights) {
    program.setWeights(weights);
  }

  void setSlots(Map<String, FloatArray> slots) {
    program.resume(state.batches(), slots);
  }

  TrainingResult train() {
    boolean interrupted = false;
    while (state.epoch() < trainer.epochs() && !interrupted) {
      interrupted = !epoch();
    }
    boolean averaged = !interrupted && program.finish();
    Weights weights = program.weights();
    if (interrupted || averaged) { // else the last epoch has saved the same
      save(weights);
    }
    return new TrainingResult(
        trainer.model(),
        weights,
        state.history(),
        state.bestEpoch().map(OptionalInt::of).orElse(OptionalInt.empty()),
        interrupted);
  }

  /** Trains to the end of an epoch; false if it was stopped before. */
  private boolean epoch() {
    Running running = new Running(trainer.model(), trainer.metrics(), trainer.weightedMetrics());
    if (state.step() > 0) {
      running.restore(state.running());
    }
    long started = System.nanoTime();
    if (!steps(running)) {
      return false;
    }
    Duration trained = since(started);
    Map<String, Double> logs = new LinkedHashMap<>(running.logs(""));
    started = System.nanoTime();
    validation.ifPresent(dataset -> logs.putAll(validate(dataset)));
    logs.put("learning_rate", state.learningRate());
    finishEpoch(new History.Epoch(logs, trained, since(started)));
    return true;
  }

  private boolean steps(Running running) {
    int epoch = state.epoch();
    long steps = EpochBatches.steps(training, trainer.stepsPerEpoch());
    trainer.listener().epochStarted(epoch, trainer.epochs(), steps);
    long step = 0;
    try (EpochBatches batches = new EpochBatches(training, epoch, trainer.stepsPerEpoch())) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        step++;
        if (step <= state.step()) {
          continue; // done before the training was resumed
        }
        step(batch, running);
        trainer
            .listener()
            .stepDone(
                new TrainingListener.StepReport(
                    epoch, trainer.epochs(), step, steps, batch.size(), running.logs("")));
        if (trainer.shouldStop()) {
          state = state.inEpoch(step, program.batches(), running.sums());
          return false;
        }
      }
    }
    return true;
  }

  private void step(Batch batch, Running running) {
    checks.requireLabels(batch);
    double rate = trainer.learningRate(state.learningRate(), program.updates());
    state = state.withLearningRate(rate);
    running.add(batch, program.train(batch, rate));
  }

  private Map<String, Double> validate(Dataset dataset) {
    Running running = new Running(trainer.model(), trainer.metrics(), trainer.weightedMetrics());
    long step = 0;
    try (Batches batches = dataset.open(0)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        if (step == 0) {
          checks.requireShapes(batch);
        }
        checks.requireLabels(batch);
        running.add(batch, program.evaluate(batch));
        trainer.listener().validationStepDone(state.epoch(), ++step, dataset.batches());
      }
    }
    return running.logs("val_");
  }

  private void finishEpoch(History.Epoch result) {
    int epoch = state.epoch();
    Optional<Double> measured =
        trainer.checkpoints().map(saved -> result.logs().get(saved.monitor()));
    boolean best =
        measured.isPresent()
            && (state.best().isEmpty()
                || trainer.checkpoints().get().isBetter(measured.get(), state.best().get()));
    state = state.afterEpoch(program.batches(), result, best ? measured : Optional.empty());
    if (trainer.checkpoints().isPresent()) {
      Checkpoint checkpoint = save(program.weights()).orElseThrow();
      if (best) {
        checkpoint.write(trainer.checkpoints().get().best());
      }
    }
    trainer
        .listener()
        .epochDone(new TrainingListener.EpochReport(epoch, trainer.epochs(), result, best));
  }

  private Optional<Checkpoint> save(Weights weights) {
    return trainer
        .checkpoints()
        .map(
            saved -> {
              Checkpoint checkpoint =
                  Checkpoint.of(trainer, weights, program.slots(), state, saved.assets());
              checkpoint.write(saved.last());
              return checkpoint;
            });
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  @Override
  public void close() {
    program.close();
  }
}
