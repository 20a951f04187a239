package dev.peaberry.layer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Gives back what it is given; it keeps a place in a model. See <a
 * href="https://keras.io/api/layers/core_layers/identity/">keras.io</a>.
 *
 * @param config the settings
 */
public record Identity(Config config) implements UnaryLayer {
  /** Keras's Identity. */
  public static final Schema<Identity> SCHEMA = LayerSchema.of("Identity", Identity::new);

  /** Checks that the settings are an Identity's. */
  public Identity {
    SCHEMA.require(config);
  }

  /** The layer. */
  public static Identity of() {
    return new Identity(SCHEMA.defaults());
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return x;
  }
}
