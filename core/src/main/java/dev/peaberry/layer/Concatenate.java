package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Several arrays one after the other along an axis; the other axes are equal. See <a
 * href="https://keras.io/api/layers/merging_layers/concatenate/">keras.io</a>.
 *
 * @param config the settings
 */
public record Concatenate(Config config) implements MergeLayer {
  private static final Option<Integer> AXIS = Option.of("axis", Kinds.integer(), -1);

  /** Keras's Concatenate. */
  public static final Schema<Concatenate> SCHEMA =
      LayerSchema.of("Concatenate", Concatenate::new, AXIS);

  /** Checks that the settings are a Concatenate's. */
  public Concatenate {
    SCHEMA.require(config);
  }

  /** Along the last axis, usually the channels. */
  public static Concatenate of() {
    return new Concatenate(SCHEMA.defaults());
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape first = inputs.get(0);
    int axis = Shapes.exampleAxis(config.get(AXIS), first);
    for (Shape input : inputs) {
      if (input.rank() != first.rank() || !input.with(axis, 0).equals(first.with(axis, 0))) {
        throw new ShapeException(
            "found the inputs "
                + inputs
                + ", expected shapes that differ only along the axis "
                + config.get(AXIS));
      }
    }
    return first.with(axis, inputs.stream().mapToInt(input -> input.get(axis)).sum());
  }

  @Override
  public Operand<TFloat32> merge(
      GraphScope scope, List<Operand<TFloat32>> inputs, List<Shape> shapes) {
    return scope.tf().concat(inputs, scope.tf().constant(config.get(AXIS)));
  }
}
