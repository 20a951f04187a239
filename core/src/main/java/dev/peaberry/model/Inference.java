package dev.peaberry.model;

import dev.peaberry.engine.Array;
import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.Routine;
import dev.peaberry.engine.Shape;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A model with its weights, compiled to be used. Thread-safe; owns native memory until it is
 * closed.
 */
public final class Inference implements AutoCloseable {
  private final Program program;
  private final Map<ElementType, Routine> routines;
  private final List<Shape> inputs;

  private Inference(Program program, Map<ElementType, Routine> routines, List<Shape> inputs) {
    this.program = program;
    this.routines = routines;
    this.inputs = inputs;
  }

  /**
   * Compiles a model.
   *
   * @throws IllegalArgumentException if the weights are not the model's
   */
  public static Inference compile(Model model, Weights weights, EngineOptions options) {
    weights.requireFit(model);
    Program.Built<Map<ElementType, Routine>> built =
        Program.build(
            options,
            builder -> {
              ModelGraph graph = ModelGraph.of(builder, model);
              Map<ElementType, Routine> routines = new EnumMap<>(ElementType.class);
              for (ElementType type : ElementType.values()) {
                routines.put(type, graph.inference(type));
              }
              return routines;
            });
    built.program().assign(weights.asMap());
    return new Inference(built.program(), built.handles(), model.inputShapes());
  }

  /**
   * Computes the outputs of a batch of a model with one input and one output.
   *
   * @param input {@code (N, ...)}, float32 or uint8
   * @return {@code (N, ...)}
   */
  public FloatArray run(Array input) {
    return run(List.of(input)).get(0);
  }

  /**
   * Computes the outputs of a batch.
   *
   * @param batch an array for each input, all float32 or all uint8, the first axis being the batch
   * @return an array for each output
   * @throws IllegalArgumentException if the arrays do not fit the model's inputs
   */
  public List<FloatArray> run(List<? extends Array> batch) {
    if (batch.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "Found " + batch.size() + " inputs, expected " + inputs.size());
    }
    for (int i = 0; i < inputs.size(); i++) {
      Shape shape = batch.get(i).shape();
      if (shape.rank() == 0 || !shape.dropFirst().equals(inputs.get(i))) {
        throw new IllegalArgumentException(
            "Input " + i + ": found shape " + shape + ", expected a batch of " + inputs.get(i));
      }
    }
    return program.run(routines.get(batch.get(0).type()), batch, 0);
  }

  @Override
  public void close() {
    program.close();
  }
}
