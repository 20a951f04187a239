package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Dataset;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.LearningRate;
import dev.peaberry.optimizer.Optimizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A training's program and where it stands: what the run and its callbacks both look at and change.
 * Confined to one thread.
 */
final class TrainingControl implements Training {
  private final Trainer trainer;
  private final TrainingProgram program;
  private final Dataset training;
  private final Optional<Validation> validation;
  private final List<Path> wanted = new ArrayList<>();
  private Running running;
  private TrainingState state;
  private int epoch;
  private long step;
  private Optional<Ending> ending;
  private Optional<Batch> last = Optional.empty();
  private Optional<Weights> copied = Optional.empty();
  private OptionalInt weightsEpoch;
  private boolean swapped;

  TrainingControl(
      Trainer trainer,
      TrainingProgram program,
      Dataset training,
      Optional<Validation> validation,
      TrainingState state) {
    this.trainer = trainer;
    this.program = program;
    this.training = training;
    this.validation = validation;
    this.running = Running.of(trainer);
    this.state = state;
    this.epoch = state.epoch();
    this.step = state.step();
    this.ending = state.stop().map(reason -> new Ending(Ending.How.STOPPED, reason));
    this.weightsEpoch = step == 0 && epoch > 0 ? OptionalInt.of(epoch - 1) : OptionalInt.empty();
  }

  /** Where it stands, the sums of an epoch under way included. */
  TrainingState state() {
    return isBetweenEpochs() ? state : state.inEpoch(step, program.batches(), running.sums());
  }

  Optional<Ending> ending() {
    return ending;
  }

  void interrupt() {
    ending = Optional.of(new Ending(Ending.How.INTERRUPTED, "it was asked to save and stop"));
  }

  /** A stop at the end of an epoch is part of the state until the training's end is saved. */
  void keepStop() {
    state = state.withStop(ending.map(Ending::reason));
  }

  /** Whether there was one. */
  boolean forgetStop() {
    boolean kept = state.stop().isPresent();
    state = state.withStop(Optional.empty());
    return kept;
  }

  OptionalInt weightsEpoch() {
    return weightsEpoch;
  }

  boolean isBetweenEpochs() {
    return step == 0 || epoch < state.epoch();
  }

  boolean isAtEndOfEpoch() {
    return step == steps() && ending.stream().allMatch(each -> each.how() == Ending.How.STOPPED);
  }

  /** Begins an epoch, or goes on with one that was interrupted. */
  void epochStarted(Running fresh) {
    epoch = state.epoch();
    step = state.step();
    running = fresh;
    if (step > 0) {
      running.restore(state.running());
    }
  }

  /** Trains on a batch and gives its loss. */
  double train(Batch batch) {
    state =
        state.withLearningRate(
            trainer.optimizer().learningRate().next(state.learningRate(), program.iterations()));
    weightsChanged(OptionalInt.empty());
    TrainingProgram.Result result = program.train(batch, state.learningRate());
    last = Optional.of(batch);
    running.add(batch, result);
    step++;
    return result.loss();
  }

  /** The running means of the epoch. */
  Map<String, Double> logs() {
    return running.logs("");
  }

  void epochDone(History.Epoch result, Optional<Double> newBest) {
    state = state.afterEpoch(program.batches(), result, newBest);
    weightsEpoch = OptionalInt.of(epoch);
  }

  /** Weights that have changed in the program. */
  void weightsChanged(OptionalInt nowOf) {
    copied = Optional.empty();
    weightsEpoch = nowOf;
  }

  /** The files in which callbacks want the training to be saved, which are forgotten by this. */
  List<Path> takeWanted() {
    List<Path> files = List.copyOf(wanted);
    wanted.clear();
    return files;
  }

  @Override
  public Model model() {
    return trainer.model();
  }

  @Override
  public CompiledLoss loss() {
    return trainer.loss();
  }

  @Override
  public List<Metric> metrics() {
    return Stream.of(trainer.metrics(), trainer.weightedMetrics())
        .flatMap(List::stream)
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @Override
  public Optimizer optimizer() {
    return trainer.optimizer();
  }

  @Override
  public Dataset trainingData() {
    return training;
  }

  @Override
  public Optional<Dataset> validationData() {
    return validation.map(Validation::data);
  }

  @Override
  public Optional<Path> folder() {
    return trainer.checkpoints().map(Checkpoints::folder);
  }

  @Override
  public int epochs() {
    return trainer.epochs();
  }

  @Override
  public long steps() {
    return EpochBatches.steps(training, trainer.stepsPerEpoch());
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public long batches() {
    return program.batches();
  }

  @Override
  public long updates() {
    return program.updates();
  }

  @Override
  public History history() {
    return state.history();
  }

  @Override
  public Weights weights() {
    if (copied.isEmpty()) {
      copied = Optional.of(program.weights());
    }
    return copied.get();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very copy that was handed out
  public void setWeights(Weights weights, OptionalInt ofEpoch) {
    if (copied.isPresent() && copied.get() == weights) {
      weightsEpoch = ofEpoch; // they are in the program already
    } else {
      program.setWeights(weights.requireFit(trainer.model()));
      weightsChanged(ofEpoch);
    }
  }

  @Override
  public void swapAverages() {
    if (!program.swapAverages()) {
      throw new TrainingException(
          "Found "
              + trainer.optimizer().className()
              + " without moving averages of the weights, expected an optimizer with use_ema");
    }
    swapped = !swapped;
    copied = Optional.empty();
  }

  /** Whether weights and moving averages have changed places. */
  boolean isSwapped() {
    return swapped;
  }

  @Override
  public void refreshStatistics() {
    if (!program.hasStatistics()) {
      return;
    }
    Statistics statistics = new Statistics();
    try (EpochBatches batches =
        new EpochBatches(training, state.epoch(), trainer.stepsPerEpoch())) {
      while (batches.hasNext()) {
        statistics.add(program, trainer.classWeighting().apply(batches.next()));
      }
    }
    program.assign(statistics.means());
    weightsChanged(OptionalInt.empty());
  }

  @Override
  public double learningRate() {
    return state.learningRate();
  }

  @Override
  public void setLearningRate(double rate) {
    requireSettableLearningRate();
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Found the learning rate " + rate + ", expected a finite number of at least 0");
    }
    state = state.withLearningRate(rate);
  }

  @Override
  public void requireSettableLearningRate() {
    if (trainer.optimizer().learningRate() instanceof LearningRate.Scheduled scheduled) {
      throw new TrainingException(
          "Found the schedule "
              + scheduled.schedule().className()
              + " as the optimizer's learning rate, expected a number that can be changed; give the"
              + " optimizer a number, or leave out what changes the rate");
    }
  }

  @Override
  public Diagnosis diagnose() {
    Batch batch =
        last.orElseThrow(() -> new IllegalStateException("Found no step to diagnose yet"));
    return new StepInspection(trainer, batch, weights(), program.lastSeed(), learningRate())
        .diagnose();
  }

  @Override
  public void stop(String reason) {
    if (ending.isEmpty()) {
      ending = Optional.of(new Ending(Ending.How.STOPPED, reason));
    }
  }

  @Override
  public void save(Path file) {
    wanted.add(file);
  }

  @Override
  public void saveWeights(Path file) {
    try {
      WeightsFile.write(
          file,
          model(),
          weights(),
          Optional.of(
              StoredOptimizer.toKeras(
                  trainer.optimizer(), program.memory(), state.learningRate())));
    } catch (IOException e) {
      throw Checkpoint.cannotWrite(file, e);
    }
  }

  @Override
  public Map<String, Double> validate() {
    return validation.map(data -> data.run(number -> {})).orElse(Map.of());
  }
}
