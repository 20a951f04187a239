package dev.peaberry.layer;

import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.ProgramBuilder;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What a layer makes of a batch. */
final class Applied {
  private Applied() {}

  /** In inference. */
  static FloatArray inInference(UnaryLayer layer, FloatArray x) {
    return run(layer, x, false, 0).get(0);
  }

  /** In training, with the run's seed. */
  static FloatArray inTraining(UnaryLayer layer, FloatArray x, int seed) {
    return run(layer, x, true, seed).get(0);
  }

  /**
   * In inference: the output, and the gradients of its half sum of squares by the input and by all
   * weights, in their order.
   */
  static List<FloatArray> withGradients(
      Layer layer, Map<String, FloatArray> weights, FloatArray x) {
    Program.Built<Routine> built =
        Program.build(EngineOptions.DEFAULT, builder -> gradients(builder, layer, weights, x));
    try (Program program = built.program()) {
      program.assign(weights);
      return program.run(built.handles(), List.of(x), 0);
    }
  }

  private static Routine gradients(
      ProgramBuilder builder, Layer layer, Map<String, FloatArray> weights, FloatArray x) {
    Input input = builder.input(ElementType.FLOAT32, x.shape());
    Map<String, Variable> variables = new LinkedHashMap<>();
    weights.forEach((name, value) -> variables.put(name, builder.variable(name, value.shape())));
    List<Operand<TFloat32>> by = new ArrayList<>(List.of(input.value()));
    variables.values().forEach(variable -> by.add(variable.value()));
    GraphScope scope = GraphScope.root(builder, variables, false);
    List<Operand<TFloat32>> results =
        new ArrayList<>(layer.call(scope, List.of(input.value()), List.of(x.shape().dropFirst())));
    results.addAll(builder.gradients(builder.tf().nn.l2Loss(results.get(0)), by));
    return new Routine(List.of(input), results, List.of());
  }

  /** The gradient of the sum of what comes out in training, by what goes in. */
  static FloatArray gradientInTraining(UnaryLayer layer, FloatArray x, int seed) {
    return run(layer, x, true, seed).get(1);
  }

  private static List<FloatArray> run(UnaryLayer layer, FloatArray x, boolean training, int seed) {
    Program.Built<Routine> built =
        Program.build(
            EngineOptions.DEFAULT,
            builder -> {
              Input input = builder.input(ElementType.FLOAT32, x.shape());
              GraphScope scope = GraphScope.root(builder, Map.of(), training);
              Operand<TFloat32> y = layer.call(scope, input.value(), x.shape().dropFirst());
              Operand<TFloat32> sum =
                  builder
                      .tf()
                      .reduceSum(Shapes.reshape(builder.tf(), y, -1), builder.tf().constant(0));
              List<Operand<TFloat32>> results = new ArrayList<>(List.of(y));
              results.addAll(builder.gradients(sum, List.of(input.value())));
              return new Routine(List.of(input), results, List.of());
            });
    try (Program program = built.program()) {
      return program.run(built.handles(), List.of(x), seed);
    }
  }
}
