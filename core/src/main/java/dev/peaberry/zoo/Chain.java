package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Layer;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import java.util.List;

/**
 * Layers one after the other, and a dense layer for the classes after them. Immutable.
 *
 * @param name what the model is called
 * @param layers in their order, from pixels of 0 to 255 to an array of one axis
 */
public record Chain(String name, List<Layer> layers) implements Architecture {
  /** The name of the layer that gives the classes. */
  public static final String OUTPUTS = "predictions";

  /** Copies the layers. */
  public Chain {
    layers = List.copyOf(layers);
  }

  @Override
  public String description() {
    return "layers one after the other";
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation) {
    return built(Sequential.named(name, picture), outputs, activation);
  }

  /** With the scaling before the layers, of which none is taken for one. */
  @Override
  public Model build(Shape picture, int outputs, Activation activation, Layer scaling) {
    return built(Sequential.named(name, picture).add(scaling), outputs, activation);
  }

  private Model built(Sequential chain, int outputs, Activation activation) {
    layers.forEach(chain::add);
    return chain.add(OUTPUTS, Dense.of(outputs).withActivation(activation)).build();
  }
}
