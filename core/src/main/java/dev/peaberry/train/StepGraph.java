package dev.peaberry.train;

import dev.peaberry.data.Batch;
import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.Variable;
import dev.peaberry.layer.WeightSpec;
import dev.peaberry.loss.Loss;
import dev.peaberry.model.Model;
import dev.peaberry.model.ModelGraph;
import dev.peaberry.optimizer.Optimizer;
import dev.peaberry.optimizer.UpdateGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final List<Loss> losses;
  private final ModelGraph graph;
  private final List<WeightSpec> specs;
  private final UpdateGraph updates;
  private final List<Variable> trainable;

  /** The shapes and types of what the program is fed; the batch's size may vary. */
  record Feeds(ElementType inputs, List<Shape> targets, boolean weighted) {
    static Feeds of(Batch batch) {
      return new Feeds(
          batch.inputs().get(0).type(),
          batch.targets().stream().map(target -> target.shape().dropFirst()).toList(),
          batch.weights().isPresent());
    }
  }

  /**
   * What the program can do.
   *
   * @param update a step that changes the weights; the loss and the outputs come back
   * @param overwrite the same, the weights becoming their moving averages afterwards
   * @param accumulate a step that only remembers its gradients
   * @param evaluate the loss and the outputs without a change
   * @param finish the weights become their moving averages
   * @param updates what is fed at an update, and the names of the optimizer's slots
   */
  record Routines(
      Routine update,
      Optional<Routine> overwrite,
      Optional<Routine> accumulate,
      Routine evaluate,
      Optional<Routine> finish,
      UpdateGraph updates) {}

  private StepGraph(ProgramBuilder builder, Model model, List<Loss> losses, Optimizer optimizer) {
    this.builder = builder;
    this.losses = losses;
    graph = ModelGraph.of(builder, model);
    specs = model.weights();
    trainable =
        specs.stream()
            .filter(WeightSpec::trainable)
            .map(spec -> graph.variables().get(spec.name()))
            .toList();
    updates = UpdateGraph.of(builder, optimizer, trainable);
  }

  static Routines build(
      ProgramBuilder builder, Model model, List<Loss> losses, Optimizer optimizer, Feeds feeds) {
    StepGraph step = new StepGraph(builder, model, losses, optimizer);
    Pass pass = step.pass(feeds, true);
    List<Operand<TFloat32>> gradients =
        builder.gradients(
            pass.loss, step.trainable.stream().<Operand<TFloat32>>map(Variable::value).toList());
    List<Op> layerUpdates = step.layerUpdates(pass.scope);
    Routine update = step.update(pass, gradients, layerUpdates, false);
    boolean averages = optimizer.useEma();
    Optional<Routine> overwrite =
        averages ? Optional.of(step.update(pass, gradients, layerUpdates, true)) : Optional.empty();
    Optional<Routine> accumulate = Optional.empty();
    if (optimizer.gradientAccumulationSteps() > 1) {
      List<Op> effects = new ArrayList<>(layerUpdates);
      effects.addAll(step.updates.accumulate(gradients));
      accumulate = Optional.of(new Routine(pass.inputs, pass.results(), step.constrained(effects)));
    }
    Pass evaluation = step.pass(feeds, false);
    Routine evaluate = new Routine(evaluation.inputs, evaluation.results(), List.of());
    Optional<Routine> finish =
        averages
            ? Optional.of(new Routine(List.of(), List.of(), step.updates.overwriteWithAverages()))
            : Optional.empty();
    return new Routines(update, overwrite, accumulate, evaluate, finish, step.updates);
  }

  /** The way from the inputs to the loss. */
  private record Pass(
      GraphScope scope,
      List<Input> inputs,
      Operand<TFloat32> loss,
      List<Operand<TFloat32>> outputs) {
    List<Operand<TFloat32>> results() {
      List<Operand<TFloat32>> results = new ArrayList<>(List.of(loss));
      results.addAll(outputs);
      return results;
    }
  }

  private Pass pass(Feeds feeds, boolean training) {
    GraphScope scope = graph.scope(training);
    List<Input> fed = new ArrayList<>(graph.inputs(feeds.inputs()));
    List<Operand<TFloat32>> outputs = graph.call(scope, List.copyOf(fed));
    List<Input> targets =
        feeds.targets().stream()
            .map(shape -> builder.batchInput(ElementType.FLOAT32, shape))
            .toList();
    fed.addAll(targets);
    Optional<Operand<TFloat32>> weights = Optional.empty();
    if (feeds.weighted()) {
      Input input = builder.batchInput(ElementType.FLOAT32, Shape.of());
      fed.add(input);
      weights = Optional.of(input.value());
    }
    List<Operand<TFloat32>> terms = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      terms.add(losses.get(i).call(scope, targets.get(i).value(), outputs.get(i), weights));
    }
    terms.addAll(penalties());
    return new Pass(scope, fed, sum(terms), outputs);
  }

  private List<Operand<TFloat32>> penalties() {
    List<Operand<TFloat32>> penalties = new ArrayList<>();
    for (WeightSpec spec : specs) {
      Operand<TFloat32> value = graph.variables().get(spec.name()).value();
      if (spec.trainable()) {
        spec.regularizer().ifPresent(r -> penalties.add(r.penalty(builder.tf(), value)));
      }
    }
    return penalties;
  }

  private Operand<TFloat32> sum(List<Operand<TFloat32>> terms) {
    return terms.size() == 1 ? terms.get(0) : builder.tf().math.addN(terms);
  }

  private List<Op> layerUpdates(GraphScope scope) {
    Ops tf = builder.tf();
    List<Op> effects = new ArrayList<>();
    for (Map.Entry<String, Operand<TFloat32>> update : scope.updates().entrySet()) {
      Variable variable = graph.variables().get(update.getKey());
      effects.add(tf.assignVariableOp(variable.handle(), update.getValue()));
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

  private Routine update(
      Pass pass, List<Operand<TFloat32>> gradients, List<Op> layerUpdates, boolean overwrite) {
    List<Op> effects = new ArrayList<>(layerUpdates);
    effects.addAll(updates.update(gradients, overwrite));
    List<Input> inputs = new ArrayList<>(pass.inputs);
    inputs.addAll(updates.inputs());
    return new Routine(inputs, pass.results(), constrained(effects));
  }
}
