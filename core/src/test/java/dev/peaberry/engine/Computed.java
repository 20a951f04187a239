package dev.peaberry.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a piece of graph makes of an array. */
public final class Computed {
  private Computed() {}

  /** A function of an array. */
  public interface Piece extends BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> {}

  /** The value. */
  public static FloatArray value(FloatArray x, Piece piece) {
    return run(x, piece, false).get(0);
  }

  /** The scalar value and its gradient by the array. */
  public static List<FloatArray> withGradient(FloatArray x, Piece piece) {
    return run(x, piece, true);
  }

  private static List<FloatArray> run(FloatArray x, Piece piece, boolean gradient) {
    Program.Built<Routine> built =
        Program.build(
            EngineOptions.DEFAULT,
            builder -> {
              Input input = builder.input(ElementType.FLOAT32, x.shape());
              List<Operand<TFloat32>> results = new ArrayList<>();
              results.add(piece.apply(builder.tf(), input.value()));
              if (gradient) {
                results.addAll(builder.gradients(results.get(0), List.of(input.value())));
              }
              return new Routine(List.of(input), results, List.of());
            });
    try (Program program = built.program()) {
      return program.run(built.handles(), List.of(x), 0);
    }
  }
}
