package dev.peaberry.train;

import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.Routine;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import dev.peaberry.optimizer.LossScale;
import dev.peaberry.optimizer.LossScaleOptimizer;
import dev.peaberry.optimizer.Memory;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.UpdateGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model, its losses and its optimizer, compiled to be trained step by step. Confined to one
 * thread; owns native memory until it is closed.
 */
final class TrainingProgram implements AutoCloseable {
  private final Program program;
  private final StepGraph.Routines routines;
  private final PassGraph.Feeds feeds;
  private final int losses;
  private final List<String> weightNames;
  private final Optimizer optimizer;
  private final Seed seed;
  private long batches;
  private long iterations;
  private Optional<LossScale> lossScale;
  private Map<String, FloatArray> whole = Map.of();

  /**
   * What a step gives back.
   *
   * @param loss of the batch, regularisation included, before the update
   * @param losses of each output, unweighted; none if there is one output
   * @param outputs the model's outputs for the batch, before the update
   */
  record Result(double loss, List<Double> losses, List<FloatArray> outputs) {
    static Result of(List<FloatArray> results, int losses) {
      return new Result(
          results.get(0).data()[0],
          results.subList(1, 1 + losses).stream().map(each -> (double) each.data()[0]).toList(),
          results.subList(1 + losses, results.size()));
    }
  }

  private TrainingProgram(
      Program.Built<StepGraph.Routines> built,
      PassGraph.Feeds feeds,
      Model model,
      Optimizer optimizer,
      Seed seed) {
    this.program = built.program();
    this.routines = built.handles();
    this.feeds = feeds;
    this.losses = feeds.targets().size() == 1 ? 0 : feeds.targets().size();
    this.weightNames = model.weights().stream().map(WeightSpec::name).toList();
    this.optimizer = optimizer;
    this.lossScale =
        optimizer instanceof LossScaleOptimizer scaled
            ? Optional.of(scaled.start())
            : Optional.empty();
    this.seed = seed.split("step");
  }

  /**
   * Compiles for batches like the given one; the weights still have to be given.
   *
   * @param guarded whether a step whose loss is not finite leaves the weights as they were
   */
  static TrainingProgram compile(
      Model model,
      CompiledLoss loss,
      Optimizer optimizer,
      Batch example,
      EngineOptions options,
      Seed seed,
      boolean guarded) {
    PassGraph.Feeds feeds = PassGraph.Feeds.of(example);
    Program.Built<StepGraph.Routines> built =
        Program.build(
            options, builder -> StepGraph.build(builder, model, loss, optimizer, feeds, guarded));
    TrainingProgram program = new TrainingProgram(built, feeds, model, optimizer, seed);
    built.handles().updates().start(built.program());
    return program;
  }

  /** Trains on a batch. */
  Result train(Batch batch, double learningRate) {
    UpdateGraph updates = routines.updates();
    List<Array> fed = feeds.arrays(batch);
    fed.addAll(updates.feeds(updates.step(iterations, learningRate, lossScale)));
    Routine routine = routines.steps().get(updates.turn(iterations));
    List<FloatArray> results = program.run(routine, fed, seed.split(batches).value());
    batches++;
    if (optimizer instanceof LossScaleOptimizer scaled) {
      int last = results.size() - 1;
      boolean finite = results.get(last).data()[0] == 1;
      lossScale = lossScale.map(scale -> scaled.next(scale, finite));
      iterations += finite ? 1 : 0;
      return result(results.subList(0, last));
    }
    iterations++;
    return result(results);
  }

  /** The seed of the last step's random numbers. */
  Seed lastSeed() {
    return seed.split(batches - 1);
  }

  /** Losses and outputs of a batch in inference mode. */
  Result evaluate(Batch batch) {
    return result(program.run(routines.evaluate(), feeds.weighted().arrays(batch), 0));
  }

  /**
   * Ends the training: weights whose moving average was kept become that average.
   *
   * @return whether that changed the weights
   */
  boolean finish() {
    routines.finish().ifPresent(routine -> program.run(routine, List.of(), 0));
    return routines.finish().isPresent();
  }

  /**
   * Exchanges weights and their moving averages.
   *
   * @return whether averages are kept, else nothing happened
   */
  boolean swapAverages() {
    routines.swap().ifPresent(routine -> program.run(routine, List.of(), 0));
    return routines.swap().isPresent();
  }

  /**
   * What a batch would move those weights to that are moving averages, such as the mean that batch
   * normalisation has seen; dropout drops as in training.
   *
   * @param number of the batch in the pass
   */
  Map<String, FloatArray> statistics(Batch batch, long number) {
    List<FloatArray> values =
        program.run(
            routines.statistics(),
            feeds.arrays(batch),
            seed.split("statistics").split(number).value());
    Map<String, FloatArray> named = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      named.put(routines.averaged().get(i), values.get(i));
    }
    return named;
  }

  /** Whether there are such weights. */
  boolean hasStatistics() {
    return !routines.averaged().isEmpty();
  }

  /** Sets some of the weights, by name. */
  void assign(Map<String, FloatArray> values) {
    program.assign(values);
  }

  private Result result(List<FloatArray> results) {
    return Result.of(results, losses);
  }

  /** The number of batches trained on so far. */
  long batches() {
    return batches;
  }

  /** The batches whose gradients were used so far, which learning-rate schedules count. */
  long iterations() {
    return iterations;
  }

  /** The number of updates done so far. */
  long updates() {
    return iterations / optimizer.gradientAccumulationSteps();
  }

  /** Those that were set, with the present values of the model's. */
  Weights weights() {
    Map<String, FloatArray> present = new LinkedHashMap<>(whole);
    present.putAll(program.read(weightNames));
    return Weights.of(present);
  }

  /** Sets weights; those that are not the model's are kept for {@link #weights}. */
  void setWeights(Weights weights) {
    whole = weights.asMap();
    Map<String, FloatArray> own = new LinkedHashMap<>(whole);
    own.keySet().retainAll(weightNames);
    program.assign(own);
  }

  /** The optimizer's. */
  Memory memory() {
    return new Memory(iterations, lossScale, routines.updates().remembered(program));
  }

  /** Continues where another program had got to. */
  void resume(long trainedBatches, Memory memory) {
    routines.updates().remember(program, memory.slots());
    batches = trainedBatches;
    iterations = memory.iterations();
    lossScale = memory.lossScale();
  }

  @Override
  public void close() {
    program.close();
  }
}
