package dev.peaberry.train;

import dev.peaberry.config.Seed;
import dev.peaberry.data.ClassWeights;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.loss.Loss;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.FeatureSplit;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.Optimizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Trains a model: Keras's {@code compile} and {@code fit}. Immutable; each training has its own
 * state.
 *
 * <pre>{@code
 * TrainingResult result =
 *     Trainer.of(model, SparseCategoricalCrossentropy.fromLogits(), Adam.of())
 *         .withEpochs(10)
 *         .fit(training, validation);
 * }</pre>
 *
 * <p>The same seed on the same machine with the same number of threads and the same precision gives
 * the same numbers, to the last bit.
 */
public final class Trainer {
  private final Model model;
  private final CompiledLoss loss;
  private final Optimizer optimizer;
  private final TrainerSettings settings;

  private Trainer(Model model, CompiledLoss loss, Optimizer optimizer, TrainerSettings settings) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
    this.settings = settings;
  }

  /** A trainer of a model with one output, that measures accuracy and makes one epoch. */
  public static Trainer of(Model model, Loss loss, Optimizer optimizer) {
    return of(model, CompiledLoss.of(List.of(loss)), optimizer);
  }

  /**
   * A trainer of a model with several outputs, a loss for each; their sum is made small.
   *
   * @throws IllegalArgumentException if there are not as many losses as outputs
   */
  public static Trainer of(Model model, List<Loss> losses, Optimizer optimizer) {
    return of(model, CompiledLoss.of(losses), optimizer);
  }

  /**
   * A trainer of a model with any outputs; the weighted sum of the losses is made small.
   *
   * @throws IllegalArgumentException if there are not as many losses as outputs
   */
  public static Trainer of(Model model, CompiledLoss loss, Optimizer optimizer) {
    return new Trainer(model, loss.requireFit(model), optimizer, TrainerSettings.of(model));
  }

  private Trainer with(Consumer<TrainerSettings> change) {
    return new Trainer(model, loss, optimizer, settings.with(change));
  }

  /**
   * With other measures beside the loss, taken of every output. Weights of examples and classes
   * change the loss and not these.
   */
  public Trainer withMetrics(List<? extends Metric> others) {
    return with(copy -> copy.metrics = CompiledLoss.metricsOfEveryOutput(model, others));
  }

  /**
   * With other measures beside the loss for each output, by its name; an output that is not named
   * has none.
   *
   * @throws IllegalArgumentException if there is no such output
   */
  public Trainer withMetrics(Map<String, List<Metric>> byOutput) {
    return with(copy -> copy.metrics = CompiledLoss.metricsByOutput(model, byOutput));
  }

  /**
   * With classes that count differently in the loss of training and in its weighted metrics; the
   * validation does not know of it, as in Keras.
   *
   * @throws IllegalArgumentException if the model has several outputs, or fewer classes
   */
  public Trainer withClassWeights(ClassWeights weights) {
    if (model.outputNames().size() != 1) {
      throw new IllegalArgumentException(
          "Found class weights for a model with the outputs "
              + model.outputNames()
              + ", expected one output; say of which output with withClassWeights(Map)");
    }
    return withClassWeights(Map.of(model.outputNames().get(0), weights));
  }

  /**
   * With classes of some outputs, by their names, that count differently in the loss of training.
   *
   * @throws IllegalArgumentException if there is no such output, or it has fewer classes
   */
  public Trainer withClassWeights(Map<String, ClassWeights> byOutput) {
    Trainer copy = with(changed -> changed.classWeights = Map.copyOf(byOutput));
    copy.classWeighting(); // finds what does not fit here rather than in the training
    return copy;
  }

  /**
   * With more measures, in which an example counts with its weight, as in Keras's {@code
   * weighted_metrics}. One of the same name as a measure without weights is logged with the prefix
   * {@code weighted_}.
   */
  public Trainer withWeightedMetrics(List<? extends Metric> others) {
    return with(copy -> copy.weightedMetrics = CompiledLoss.metricsOfEveryOutput(model, others));
  }

  /**
   * With other measures, in which an example counts with its weight, for each output by its name;
   * an output that is not named has none.
   *
   * @throws IllegalArgumentException if there is no such output
   */
  public Trainer withWeightedMetrics(Map<String, List<Metric>> byOutput) {
    return with(copy -> copy.weightedMetrics = CompiledLoss.metricsByOutput(model, byOutput));
  }

  /**
   * With another number of epochs.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Trainer withEpochs(int number) {
    requirePositive("epochs", number);
    return with(copy -> copy.epochs = number);
  }

  /**
   * With epochs of a fixed number of batches, whatever the size of the data set: passes over it are
   * cut short or put together.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Trainer withStepsPerEpoch(long steps) {
    requirePositive("stepsPerEpoch", steps);
    return with(copy -> copy.stepsPerEpoch = OptionalLong.of(steps));
  }

  /** With another root of all random numbers: first weights, dropout. */
  public Trainer withSeed(Seed root) {
    return with(copy -> copy.seed = root);
  }

  /** On another device or with another number of threads. */
  public Trainer withEngine(EngineOptions options) {
    return with(copy -> copy.engine = options);
  }

  /**
   * From given weights instead of drawn ones.
   *
   * @throws IllegalArgumentException if they are not the model's
   */
  public Trainer withInitialWeights(Weights weights) {
    return with(copy -> copy.initialWeights = Optional.of(weights.requireFit(model)));
  }

  /** With somebody who hears how it goes on. */
  public Trainer withListener(TrainingListener hearer) {
    return with(copy -> copy.listener = hearer);
  }

  /**
   * With callbacks, which follow the training and may take a hand in it. They hear of each event in
   * the order of the list: what one has changed the next one finds.
   */
  public Trainer withCallbacks(List<? extends Callback> others) {
    return with(copy -> copy.callbacks = List.copyOf(others));
  }

  /** Saving itself after every epoch. */
  public Trainer withCheckpoints(Checkpoints saved) {
    return with(copy -> copy.checkpoints = Optional.of(saved));
  }

  /** With a signal, asked after every step, to save and stop. */
  public Trainer withStopSignal(BooleanSupplier signal) {
    return with(copy -> copy.stopSignal = signal);
  }

  /**
   * On features instead of pictures: the data brings what the frozen part of the model gives, and
   * only the rest is computed. Weights, checkpoints and results stay those of the whole model, and
   * the numbers are those of a training on pictures.
   *
   * @throws IllegalArgumentException if the split is another model's
   */
  public Trainer withFeatures(FeatureSplit split) {
    List<WeightSpec> parts = new ArrayList<>(split.base().weights());
    parts.addAll(split.head().weights());
    if (!new HashSet<>(parts).equals(new HashSet<>(model.weights()))) {
      throw new IllegalArgumentException(
          "Found the parts %s and %s, expected those of %s"
              .formatted(split.base(), split.head(), model));
    }
    return with(copy -> copy.head = Optional.of(split.head()));
  }

  /**
   * Going on after an earlier training of the same layers, of which others may have been frozen:
   * epochs are counted on, the history is continued, and an epoch is the best one only if it is
   * better than all of the earlier ones. The number of epochs includes the earlier ones. The first
   * weights are not the earlier training's unless {@link #withInitialWeights} says so; the
   * optimizer begins anew.
   */
  public Trainer withEarlier(TrainingResult training) {
    return with(copy -> copy.earlier = Optional.of(training));
  }

  /**
   * Trains without validation.
   *
   * @throws TrainingException if the data does not fit the model or the loss
   */
  public TrainingResult fit(Dataset training) {
    return fit(training, Optional.empty());
  }

  /**
   * Trains, with a validation after every epoch.
   *
   * @throws TrainingException if the data does not fit the model or the loss
   */
  public TrainingResult fit(Dataset training, Dataset validation) {
    return fit(training, Optional.of(validation));
  }

  /**
   * Trains, with a validation after every epoch if there is a data set for it. Goes on where a
   * callback's {@linkplain Callback#backups backup} is there.
   *
   * @throws TrainingException if the data does not fit the model or the loss
   */
  public TrainingResult fit(Dataset training, Optional<Dataset> validation) {
    Stream<Path> backups =
        settings.callbacks.stream().flatMap(callback -> callback.backups().stream());
    Optional<Checkpoint> backup = Checkpoint.readFirst(backups.toList(), model, optimizer);
    if (backup.isPresent()) {
      return goOn(backup.get(), training, validation);
    }
    TrainingState fresh = TrainingState.start(seed().value(), optimizer.learningRate().at(0));
    TrainingState start =
        settings.earlier.map(each -> fresh.after(each, settings.checkpoints)).orElse(fresh);
    Weights weights = initialWeights().orElseGet(() -> model.initialWeights(seed()));
    try (TrainingRun run = TrainingRun.of(this, training, validation, start)) {
      run.begin(weights);
      return run.train();
    }
  }

  /**
   * Goes on where a checkpoint was written, with the same numbers as if nothing had happened. The
   * model, the optimizer, the data and the seed have to be those of before; the number of epochs
   * may be another. Callbacks go on with the memory of their like in the checkpoint: of those with
   * equal settings first, then of the same class; others begin anew, and a line in the log says so.
   *
   * @param checkpoint {@code last.keras}
   * @throws TrainingException if the checkpoint is another model's or holds no training
   */
  public TrainingResult resume(Path checkpoint, Dataset training, Optional<Dataset> validation) {
    return goOn(Checkpoint.read(checkpoint, model, optimizer), training, validation);
  }

  private TrainingResult goOn(
      Checkpoint checkpoint, Dataset training, Optional<Dataset> validation) {
    Trainer same = withSeed(Seed.of(checkpoint.state().seed()));
    try (TrainingRun run = TrainingRun.of(same, training, validation, checkpoint.state())) {
      run.goOn(checkpoint);
      return run.train();
    }
  }

  private static void requirePositive(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + ": found " + number + ", expected 1 or more");
    }
  }

  /** The model. */
  public Model model() {
    return model;
  }

  /** What is computed: the model, or the part of it that learns from features. */
  Model computed() {
    return settings.head.orElse(model);
  }

  /** A loss for each output. */
  public CompiledLoss loss() {
    return loss;
  }

  /** The optimizer. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** What is measured beside the loss, for each output. */
  public List<List<Metric>> metrics() {
    return settings.metrics;
  }

  List<List<Metric>> weightedMetrics() {
    return settings.weightedMetrics;
  }

  /** How much an example of each class counts, by the names of the outputs. */
  public Map<String, ClassWeights> classWeights() {
    return settings.classWeights;
  }

  ClassWeighting classWeighting() {
    return new ClassWeighting(model, loss, settings.classWeights);
  }

  /** The number of epochs. */
  public int epochs() {
    return settings.epochs;
  }

  /** The number of batches in an epoch; empty if it is one pass over the data. */
  public OptionalLong stepsPerEpoch() {
    return settings.stepsPerEpoch;
  }

  /** The weights to start from; empty if they are drawn. */
  public Optional<Weights> initialWeights() {
    return settings.initialWeights;
  }

  Seed seed() {
    return settings.seed;
  }

  EngineOptions engine() {
    return settings.engine;
  }

  TrainingListener listener() {
    return settings.listener;
  }

  List<Callback> callbacks() {
    return settings.callbacks;
  }

  Optional<Checkpoints> checkpoints() {
    return settings.checkpoints;
  }

  /** A trial of some steps on the same: one callback follows it, and nothing is saved. */
  Trainer alone(Optimizer other, Callback follower, int steps) {
    TrainerSettings trial =
        settings.with(
            copy -> {
              copy.callbacks = List.of(follower);
              copy.listener = TrainingListener.NONE;
              copy.checkpoints = Optional.empty();
            });
    return new Trainer(model, loss, other, trial)
        .withMetrics(List.of())
        .withStepsPerEpoch(steps)
        .withEpochs(1);
  }

  boolean shouldStop() {
    return settings.stopSignal.getAsBoolean();
  }
}
