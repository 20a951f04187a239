package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
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
    Node pixels = backbone instanceof EfficientNet ? input : input.apply(Rescaling.of(1.0 / 255));
    Node features = backbone.features(pixels);
    return Model.of(name(), input, backbone.classes(features, outputs, activation));
  }
}
