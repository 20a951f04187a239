package dev.peaberry.layer;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * An activation function as a layer of its own; the shape stays, but for {@link Activation#GLU}.
 * Keras's Activation. See <a
 * href="https://keras.io/api/layers/core_layers/activation/">keras.io</a>.
 *
 * @param config the settings
 */
public record ActivationLayer(Config config) implements UnaryLayer {
  private static final Option<Activation> ACTIVATION =
      Option.required("activation", Activation.kind());

  /** Keras's Activation. */
  public static final Schema<ActivationLayer> SCHEMA =
      LayerSchema.of("Activation", ActivationLayer::new, ACTIVATION);

  /** Checks that the settings are an Activation's. */
  public ActivationLayer {
    SCHEMA.require(config);
  }

  /** The layer of a function. */
  public static ActivationLayer of(Activation activation) {
    return new ActivationLayer(SCHEMA.with(ACTIVATION, activation));
  }

  @Override
  public Shape outputShape(Shape input) {
    return Affine.outputShape(config.get(ACTIVATION), input);
  }

  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    return config.get(ACTIVATION).apply(scope, x);
  }
}
