package dev.peaberry.optimizer;

import dev.peaberry.engine.Array;
import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** An optimizer at work on variables whose gradients are given. */
final class UpdateProgram implements AutoCloseable {
  private final Optimizer optimizer;
  private final List<String> names;
  private final Program program;
  private final Handles handles;
  private long iterations;
  private Optional<LossScale> lossScale = Optional.empty();

  private record Handles(Map<Turn, Routine> steps, Routine finish, UpdateGraph graph) {}

  private UpdateProgram(Optimizer optimizer, Map<String, FloatArray> start) {
    this.optimizer = optimizer;
    this.names = List.copyOf(start.keySet());
    Program.Built<Handles> built =
        Program.build(EngineOptions.DEFAULT, builder -> handles(builder, optimizer, start));
    this.program = built.program();
    this.handles = built.handles();
    program.assign(start);
    handles.graph.start(program);
    if (optimizer instanceof LossScaleOptimizer scaled) {
      lossScale = Optional.of(scaled.start());
    }
  }

  static UpdateProgram of(Optimizer optimizer, Map<String, FloatArray> start) {
    return new UpdateProgram(optimizer, start);
  }

  private static Handles handles(
      ProgramBuilder builder, Optimizer optimizer, Map<String, FloatArray> start) {
    List<Variable> variables = new ArrayList<>();
    List<Input> fed = new ArrayList<>();
    start.forEach(
        (name, value) -> {
          variables.add(builder.variable(name, value.shape()));
          fed.add(builder.input(ElementType.FLOAT32, value.shape()));
        });
    UpdateGraph graph = UpdateGraph.of(builder, optimizer, variables);
    UpdateGraph.Effects effects =
        graph.apply(fed.stream().<Operand<TFloat32>>map(Input::value).toList());
    List<Input> inputs = new ArrayList<>(fed);
    inputs.addAll(graph.inputs());
    Map<Turn, Routine> steps = new LinkedHashMap<>();
    effects
        .byTurn()
        .forEach(
            (turn, all) ->
                steps.put(turn, new Routine(inputs, effects.finite().stream().toList(), all)));
    List<Op> finish = optimizer.useEma() ? graph.overwriteWithAverages() : List.of();
    return new Handles(steps, new Routine(List.of(), List.of(), finish), graph);
  }

  /** One batch, with the gradient of each variable, of the scaled loss if it is scaled. */
  void step(List<FloatArray> gradients) {
    UpdateGraph graph = handles.graph;
    List<Array> feeds = new ArrayList<>(gradients);
    double rate = optimizer.learningRate().at(iterations);
    feeds.addAll(graph.feeds(graph.step(iterations, rate, lossScale)));
    List<FloatArray> results = program.run(handles.steps.get(graph.turn(iterations)), feeds, 0);
    boolean finite = results.isEmpty() || results.get(0).data()[0] == 1;
    iterations += finite ? 1 : 0;
    if (optimizer instanceof LossScaleOptimizer scaled) {
      lossScale = lossScale.map(scale -> scaled.next(scale, finite));
    }
  }

  Map<String, FloatArray> variables() {
    return program.read(names);
  }

  Memory memory() {
    return new Memory(iterations, lossScale, handles.graph.remembered(program));
  }

  void remember(Memory memory) {
    handles.graph.remember(program, memory.slots());
    iterations = memory.iterations();
    lossScale = memory.lossScale();
  }

  void finish() {
    if (optimizer.useEma()) {
      program.run(handles.finish, List.of(), 0);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
