package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.ConfigException;
import dev.peaberry.config.Kind;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Where examples enter a model. See <a
 * href="https://keras.io/api/layers/core_layers/input/">keras.io</a>.
 *
 * @param config the settings
 */
public record InputLayer(Config config) implements UnaryLayer {
  private static final Kind<List<Optional<Integer>>> LENGTHS =
      Kinds.listOf(Kinds.integerFrom(1).optional());
  private static final Option<List<Optional<Integer>>> BATCH_SHAPE =
      Option.required("batch_shape", LENGTHS);
  private static final List<String> DTYPES =
      List.of(
          "bool",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "int8",
          "int16",
          "int32",
          "int64",
          "bfloat16",
          "float16",
          "float32",
          "float64");
  private static final Option<String> DTYPE =
      Option.of(
          "dtype",
          Kinds.text().where("one of " + String.join(", ", DTYPES), DTYPES::contains),
          "float32");

  /** Keras's InputLayer. */
  public static final Schema<InputLayer> SCHEMA =
      Schema.of(
          "InputLayer",
          InputLayer::new,
          BATCH_SHAPE,
          DTYPE,
          unused("sparse"),
          unused("ragged"),
          unused("optional"));

  /** Checks that all lengths but the batch's are known. */
  public InputLayer {
    SCHEMA.require(config);
    List<Optional<Integer>> lengths = config.get(BATCH_SHAPE);
    if (lengths.isEmpty() || lengths.stream().skip(1).anyMatch(Optional::isEmpty)) {
      throw new ConfigException(
          "batch_shape: found "
              + LENGTHS.toJson(lengths)
              + ", expected a batch axis and known lengths after it, as in [null, 32, 32, 3]");
    }
  }

  /** Examples of the given shape. */
  public static InputLayer of(Shape example) {
    List<Optional<Integer>> lengths = new ArrayList<>();
    lengths.add(Optional.empty());
    for (int length : example.toArray()) {
      lengths.add(Optional.of(length));
    }
    return new InputLayer(SCHEMA.with(BATCH_SHAPE, lengths));
  }

  private static Option<Boolean> unused(String name) {
    return Option.of(name, Kinds.only(Kinds.bool(), false), false);
  }

  /** The shape of one example. */
  public Shape shape() {
    return Shape.of(
        config.get(BATCH_SHAPE).stream().skip(1).mapToInt(Optional::orElseThrow).toArray());
  }

  @Override
  public Shape outputShape(Shape input) {
    if (!input.equals(shape())) {
      throw new ShapeException("found input " + input + ", expected " + shape());
    }
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return x;
  }
}
