package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The first of two arrays minus the second, number by number; axes of length 1 are repeated. See <a
 * href="https://keras.io/api/layers/merging_layers/subtract/">keras.io</a>.
 *
 * @param config the settings
 */
public record Subtract(Config config) implements Elementwise {
  /** Keras's Subtract. */
  public static final Schema<Subtract> SCHEMA = LayerSchema.of("Subtract", Subtract::new);

  /** Checks that the settings are a Subtract's. */
  public Subtract {
    SCHEMA.require(config);
  }

  /** The layer. */
  public static Subtract of() {
    return new Subtract(SCHEMA.defaults());
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException("found the inputs " + inputs + ", expected two");
    }
    return Elementwise.super.outputShape(inputs);
  }

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> before, Operand<TFloat32> next) {
    return tf.math.sub(before, next);
  }
}
