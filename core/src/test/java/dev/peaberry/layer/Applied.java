package dev.peaberry.layer;

import dev.peaberry.engine.ElementType;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Input;
import dev.peaberry.engine.Program;
import dev.peaberry.engine.Routine;
import java.util.List;
import java.util.Map;

/** What a layer without weights makes of a batch. */
final class Applied {
  private Applied() {}

  /** In inference. */
  static FloatArray inInference(UnaryLayer layer, FloatArray x) {
    return run(layer, x, false, 0);
  }

  /** In training, with the run's seed. */
  static FloatArray inTraining(UnaryLayer layer, FloatArray x, int seed) {
    return run(layer, x, true, seed);
  }

  private static FloatArray run(UnaryLayer layer, FloatArray x, boolean training, int seed) {
    Program.Built<Routine> built =
        Program.build(
            EngineOptions.DEFAULT,
            builder -> {
              Input input = builder.input(ElementType.FLOAT32, x.shape());
              GraphScope scope = GraphScope.root(builder, Map.of(), training);
              return new Routine(
                  List.of(input),
                  List.of(layer.call(scope, input.value(), x.shape().dropFirst())),
                  List.of());
            });
    try (Program program = built.program()) {
      return program.run(built.handles(), List.of(x), seed).get(0);
    }
  }
}
