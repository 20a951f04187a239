package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The same numbers in the same order in another shape, of which one length may be -1: what is left.
 * See <a href="https://keras.io/api/layers/reshaping_layers/reshape/">keras.io</a>.
 *
 * @param config the settings
 */
public record Reshape(Config config) implements UnaryLayer {
  private static final Kind<List<Integer>> LENGTHS =
      Kinds.listOf(Kinds.integer())
          .where(
              "a list of lengths of at least 1, of which one may be -1",
              lengths ->
                  Collections.frequency(lengths, -1) <= 1
                      && lengths.stream().allMatch(length -> length == -1 || length > 0));
  private static final Option<List<Integer>> TARGET_SHAPE =
      Option.required("target_shape", LENGTHS);

  /** Keras's Reshape. */
  public static final Schema<Reshape> SCHEMA =
      LayerSchema.of("Reshape", Reshape::new, TARGET_SHAPE);

  /** Checks that the settings are a Reshape's. */
  public Reshape {
    SCHEMA.require(config);
  }

  /**
   * To the given lengths, without the batch axis; one may be -1.
   *
   * @throws dev.peaberry.config.ConfigException if a length is 0, below -1, or two are -1
   */
  public static Reshape of(int... targetShape) {
    return new Reshape(SCHEMA.with(TARGET_SHAPE, IntStream.of(targetShape).boxed().toList()));
  }

  @Override
  public Shape outputShape(Shape input) {
    List<Integer> target = config.get(TARGET_SHAPE);
    long known =
        target.stream()
            .filter(length -> length > 0)
            .mapToLong(length -> length)
            .reduce(1, (a, b) -> a * b);
    boolean inferred = target.contains(-1);
    if (inferred ? input.size() % known != 0 : input.size() != known) {
      throw new ShapeException(
          "found input "
              + input
              + " of "
              + input.size()
              + " numbers, expected "
              + (inferred ? "a multiple of " : "")
              + known
              + " for the shape "
              + target);
    }
    int rest = Math.toIntExact(input.size() / known);
    return Shape.of(target.stream().mapToInt(length -> length == -1 ? rest : length).toArray());
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return Shapes.restore(scope.tf(), x, outputShape(input));
  }
}
