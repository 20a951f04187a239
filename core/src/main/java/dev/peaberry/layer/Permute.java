package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The axes in another order: with 3, 1, 2 from {@code (H, W, C)} to {@code (C, H, W)}. See <a
 * href="https://keras.io/api/layers/reshaping_layers/permute/">keras.io</a>.
 *
 * @param config the settings
 */
public record Permute(Config config) implements UnaryLayer {
  private static final Kind<List<Integer>> ORDER =
      Kinds.listOf(Kinds.integer())
          .where(
              "the axes from 1 on in any order, each once",
              dims ->
                  dims.stream()
                      .sorted()
                      .toList()
                      .equals(IntStream.rangeClosed(1, dims.size()).boxed().toList()));
  private static final Option<List<Integer>> DIMS = Option.required("dims", ORDER);

  /** Keras's Permute. */
  public static final Schema<Permute> SCHEMA = LayerSchema.of("Permute", Permute::new, DIMS);

  /** Checks that the settings are a Permute's. */
  public Permute {
    SCHEMA.require(config);
  }

  /**
   * Which axis comes where; the first after the batch's is 1.
   *
   * @throws dev.peaberry.config.ConfigException if an axis is missing or there twice
   */
  public static Permute of(int... dims) {
    return new Permute(SCHEMA.with(DIMS, IntStream.of(dims).boxed().toList()));
  }

  @Override
  public Shape outputShape(Shape input) {
    List<Integer> dims = config.get(DIMS);
    if (input.rank() != dims.size()) {
      throw new ShapeException(
          "found input " + input + ", expected " + dims.size() + " axes as in " + dims);
    }
    return Shape.of(dims.stream().mapToInt(axis -> input.get(axis - 1)).toArray());
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    IntStream dims = config.get(DIMS).stream().mapToInt(Integer::intValue);
    int[] order = IntStream.concat(IntStream.of(0), dims).toArray();
    return scope.tf().linalg.transpose(x, scope.tf().constant(order));
  }
}
