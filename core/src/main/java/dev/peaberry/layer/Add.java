package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The sum of several arrays of one shape, as at the end of a residual block. See <a
 * href="https://keras.io/api/layers/merging_layers/add/">keras.io</a>.
 *
 * @param config the settings
 */
public record Add(Config config) implements MergeLayer {
  /** Keras's Add. */
  public static final Schema<Add> SCHEMA = Schema.of("Add", Add::new);

  /** Checks that the settings are an Add's. */
  public Add {
    SCHEMA.require(config);
  }

  /** The layer. */
  public static Add of() {
    return new Add(SCHEMA.defaults());
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (inputs.stream().distinct().count() > 1) {
      throw new ShapeException("found the inputs " + inputs + ", expected equal shapes");
    }
    return inputs.get(0);
  }

  @Override
  public Operand<TFloat32> merge(GraphScope scope, List<Operand<TFloat32>> inputs) {
    return inputs.stream().reduce(scope.tf().math::add).orElseThrow();
  }
}
