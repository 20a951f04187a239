package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of several arrays, number by number; axes of length 1 are repeated. See <a
 * href="https://keras.io/api/layers/merging_layers/average/">keras.io</a>.
 *
 * @param config the settings
 */
public record Average(Config config) implements Elementwise {
  /** Keras's Average. */
  public static final Schema<Average> SCHEMA = LayerSchema.of("Average", Average::new);

  /** Checks that the settings are an Average's. */
  public Average {
    SCHEMA.require(config);
  }

  /** The layer. */
  public static Average of() {
    return new Average(SCHEMA.defaults());
  }

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> before, Operand<TFloat32> next) {
    return tf.math.add(before, next);
  }

  @Override
  public Operand<TFloat32> merge(
      GraphScope scope, List<Operand<TFloat32>> inputs, List<Shape> shapes) {
    Operand<TFloat32> sum = Elementwise.super.merge(scope, inputs, shapes);
    return scope.tf().math.div(sum, scope.tf().constant((float) inputs.size()));
  }
}
