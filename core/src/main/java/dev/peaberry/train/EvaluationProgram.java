package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Dataset;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.Routine;
import dev.peaberry.metric.Metric;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelGraph;
import dev.peaberry.model.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model with its weights and losses, compiled to be judged: Keras's {@code evaluate}. Confined to
 * one thread; owns native memory until it is closed.
 */
public final class EvaluationProgram implements AutoCloseable {
  private final Model model;
  private final Model computed;
  private final Weights weights;
  private final CompiledLoss loss;
  private final EngineOptions options;
  private final BatchChecks checks;
  private Optional<Compiled> compiled = Optional.empty();

  private record Compiled(Program program, Routine routine, PassGraph.Feeds feeds) {}

  /**
   * What is known of a batch.
   *
   * @param loss the weighted sum of the outputs' losses, penalties on weights included
   * @param losses of each output, unweighted; none if there is one output
   * @param outputs the model's outputs, and those that are {@link #observing observed} behind them
   */
  public record Result(double loss, List<Double> losses, List<FloatArray> outputs) {}

  private EvaluationProgram(
      Model model, Model computed, Weights weights, CompiledLoss loss, EngineOptions options) {
    this.model = model;
    this.computed = computed;
    this.weights = weights.requireFit(model);
    this.loss = loss.requireFit(model);
    this.options = options;
    this.checks = new BatchChecks(model, loss);
  }

  /**
   * A program for batches that are all like the first one.
   *
   * @throws IllegalArgumentException if weights or losses are not the model's
   */
  public static EvaluationProgram of(
      Model model, Weights weights, CompiledLoss loss, EngineOptions options) {
    return new EvaluationProgram(model, model, weights, loss, options);
  }

  /**
   * A program that gives more in the same pass.
   *
   * @param more a model of the same layers that has other outputs after this one's, such as {@link
   *     Model#withFeatures}
   * @throws IllegalArgumentException if it has other weights, or does not begin with this model's
   *     outputs
   */
  public EvaluationProgram observing(Model more) {
    List<String> outputs = model.outputNames();
    if (more.outputNames().size() < outputs.size()
        || !more.outputNames().subList(0, outputs.size()).equals(outputs)) {
      throw new IllegalArgumentException(
          "Found the outputs %s, expected %s and more behind them"
              .formatted(more.outputNames(), outputs));
    }
    weights.requireFit(more);
    return new EvaluationProgram(model, more, weights, loss, options);
  }

  /**
   * Computes outputs and loss of a batch.
   *
   * @throws TrainingException if the batch does not fit the model or the losses
   */
  public Result run(Batch batch) {
    if (compiled.isEmpty()) {
      checks.requireShapes(batch);
      compiled = Optional.of(compile(PassGraph.Feeds.of(batch).weighted()));
    }
    checks.requireLabels(batch);
    Compiled ready = compiled.get();
    List<FloatArray> results = ready.program().run(ready.routine(), ready.feeds().arrays(batch), 0);
    int outputs = model.outputNames().size();
    TrainingProgram.Result result = TrainingProgram.Result.of(results, outputs == 1 ? 0 : outputs);
    return new Result(result.loss(), result.losses(), result.outputs());
  }

  private Compiled compile(PassGraph.Feeds feeds) {
    Program.Built<Routine> built =
        Program.build(
            options,
            builder -> {
              ModelGraph graph = ModelGraph.of(builder, computed);
              PassGraph.Pass pass =
                  new PassGraph(builder, graph, model.weights(), loss).pass(feeds, false);
              return new Routine(pass.inputs(), pass.results(), List.of());
            });
    built.program().assign(weights.asMap());
    return new Compiled(built.program(), built.handles(), feeds);
  }

  /**
   * Makes a pass over a data set, in the order of epoch 0.
   *
   * @param metrics of each output beside the loss
   * @return the results by Keras's names, such as {@code loss} and {@code accuracy}
   * @throws TrainingException if the data does not fit the model or the losses
   */
  public Map<String, Double> evaluate(Dataset dataset, List<List<Metric>> metrics) {
    List<List<Metric>> none = metrics.stream().<List<Metric>>map(each -> List.of()).toList();
    Running running = new Running(model, metrics, none);
    try (Batches batches = dataset.open(0)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        Result result = run(batch);
        running.add(
            batch, new TrainingProgram.Result(result.loss(), result.losses(), result.outputs()));
      }
    }
    return running.logs("");
  }

  @Override
  public void close() {
    compiled.ifPresent(each -> each.program().close());
  }
}
