package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;

/**
 * A backbone with its authors' top, to be trained from random weights. Immutable.
 *
 * @param backbone the network
 * @param description what it is, in one sentence
 */
record BackboneFromScratch(Backbone backbone, String description) implements Architecture {
  @Override
  public String name() {
    return backbone.name();
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation) {
    Node input = Node.input(picture);
    Node pixels = scalesItself(backbone) ? input : input.apply(Rescaling.of(1.0 / 255));
    return model(input, pixels, outputs, activation);
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation, Layer scaling) {
    Node input = Node.input(picture);
    Node scaled = input.apply(scaling);
    Node pixels = scalesItself(backbone) ? scaled.apply(Rescaling.of(255)) : scaled;
    return model(input, pixels, outputs, activation);
  }

  /** Whether a network's own first layer divides by 255. */
  static boolean scalesItself(Backbone backbone) {
    return backbone instanceof EfficientNet;
  }

  private Model model(Node input, Node pixels, int outputs, Activation activation) {
    Node features = backbone.features(pixels);
    return Model.of(name(), input, backbone.classes(features, outputs, activation));
  }
}
