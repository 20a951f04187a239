package dev.peaberry.train;

import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Variable;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelGraph;
import dev.peaberry.optimizer.LossScaleOptimizer;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.Turn;
import dev.peaberry.optimizer.UpdateGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Puts a training program together: model, losses, gradients and optimizer in one graph, so that a
 * whole step is one native call. Confined to one thread.
 */
final class StepGraph {
  private final ProgramBuilder builder;
  private final ModelGraph graph;
  private final List<WeightSpec> specs;
  private final PassGraph passes;
  private final Optimizer optimizer;
  private final UpdateGraph updates;
  private final List<Variable> trainable;

  /**
   * What the program can do.
   *
   * @param steps a step that trains, for each turn of the optimizer; losses and outputs come back,
   *     then whether the gradients were finite if that matters
   * @param evaluate losses and outputs without a change
   * @param finish the weights become their moving averages
   * @param swap weights and their moving averages change places
   * @param statistics a batch's own values of the weights that layers average, which are named
   * @param averaged those weights' names
   * @param updates whose turn it is, what is fed at a step, and what the optimizer remembers
   */
  record Routines(
      Map<Turn, Routine> steps,
      Routine evaluate,
      Optional<Routine> finish,
      Optional<Routine> swap,
      Routine statistics,
      List<String> averaged,
      UpdateGraph updates) {}

  private StepGraph(ProgramBuilder builder, Model model, CompiledLoss loss, Optimizer optimizer) {
    this.builder = builder;
    this.optimizer = optimizer;
    graph = ModelGraph.of(builder, model);
    specs = model.weights();
    passes = new PassGraph(builder, graph, specs, loss);
    trainable =
        specs.stream()
            .filter(WeightSpec::trainable)
            .map(spec -> graph.variables().get(spec.name()))
            .toList();
    updates = UpdateGraph.of(builder, optimizer, trainable);
  }

  /**
   * Adds everything to a program.
   *
   * @param guarded whether a step whose loss is not finite leaves all variables as they were
   */
  static Routines build(
      ProgramBuilder builder,
      Model model,
      CompiledLoss loss,
      Optimizer optimizer,
      PassGraph.Feeds feeds,
      boolean guarded) {
    StepGraph step = new StepGraph(builder, model, loss, optimizer);
    PassGraph.Pass pass = step.passes.pass(feeds, true);
    List<Operand<TFloat32>> gradients =
        builder.gradients(
            step.updates.scaled(pass.total()),
            step.trainable.stream().<Operand<TFloat32>>map(Variable::value).toList());
    UnaryOperator<Operand<TFloat32>> guard =
        guarded ? step.whereFinite(pass.total()) : UnaryOperator.identity();
    Map<Turn, Routine> steps = step.steps(pass, gradients, guard);
    PassGraph.Pass evaluation = step.passes.pass(feeds.weighted(), false);
    Routine evaluate = new Routine(evaluation.inputs(), evaluation.results(), List.of());
    Map<String, Operand<TFloat32>> statistics = pass.scope().statistics();
    return new Routines(
        steps,
        evaluate,
        step.ofAverages(optimizer, UpdateGraph::overwriteWithAverages),
        step.ofAverages(optimizer, UpdateGraph::swapWithAverages),
        new Routine(pass.inputs(), List.copyOf(statistics.values()), List.of()),
        List.copyOf(statistics.keySet()),
        step.updates);
  }

  private Optional<Routine> ofAverages(
      Optimizer optimizer, Function<UpdateGraph, List<Op>> effects) {
    return optimizer.useEma()
        ? Optional.of(new Routine(List.of(), List.of(), effects.apply(updates)))
        : Optional.empty();
  }

  /**
   * Lets a value through if the loss is finite: else it is never computed, and neither is what
   * depends on it, so that no variable changes.
   */
  private UnaryOperator<Operand<TFloat32>> whereFinite(Operand<TFloat32> loss) {
    Ops tf = builder.tf();
    Operand<TFloat32> passed =
        tf.identity(tf.switchCond(loss, tf.math.isFinite(loss)).outputTrue());
    Ops guarded = tf.withControlDependencies(List.of(passed));
    return guarded::identity;
  }

  /** An optimizer that scales the loss looks at its gradients and leaves broken ones out itself. */
  private Map<Turn, Routine> steps(
      PassGraph.Pass pass,
      List<Operand<TFloat32>> gradients,
      UnaryOperator<Operand<TFloat32>> guard) {
    List<Op> layerUpdates = layerUpdates(pass.scope(), guard);
    boolean scaled = optimizer instanceof LossScaleOptimizer;
    UpdateGraph.Effects effects =
        updates.apply(scaled ? gradients : gradients.stream().map(guard).toList());
    List<Input> inputs = new ArrayList<>(pass.inputs());
    inputs.addAll(updates.inputs());
    List<Operand<TFloat32>> results = new ArrayList<>(pass.results());
    effects.finite().ifPresent(results::add);
    Map<Turn, Routine> steps = new LinkedHashMap<>();
    effects
        .byTurn()
        .forEach(
            (turn, changes) -> {
              List<Op> all = new ArrayList<>(layerUpdates);
              all.addAll(changes);
              steps.put(turn, new Routine(inputs, results, constrained(all)));
            });
    return steps;
  }

  private List<Op> layerUpdates(GraphScope scope, UnaryOperator<Operand<TFloat32>> guard) {
    Ops tf = builder.tf();
    List<Op> effects = new ArrayList<>();
    for (Map.Entry<String, Operand<TFloat32>> update : scope.updates().entrySet()) {
      Variable variable = graph.variables().get(update.getKey());
      effects.add(tf.assignVariableOp(variable.handle(), guard.apply(update.getValue())));
    }
    return effects;
  }

  /** Constraints come last, after moving averages, and also where gradients only accumulate. */
  private List<Op> constrained(List<Op> effects) {
    List<Op> all = new ArrayList<>(effects);
    for (WeightSpec spec : specs) {
      if (spec.trainable() && spec.constraint().isPresent()) {
        Variable variable = graph.variables().get(spec.name());
        Operand<TFloat32> value = builder.readAfter(variable, effects);
        Operand<TFloat32> allowed = spec.constraint().get().project(builder.tf(), value);
        all.add(builder.tf().assignVariableOp(variable.handle(), allowed));
      }
    }
    return all;
  }
}
