package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Layer;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import java.util.List;

/**
 * A backbone with layers of one's own after it, and a dense layer for the classes at the end.
 * Immutable.
 *
 * @param backbone from pictures to features
 * @param preprocessing of pixels of 0 to 255
 * @param head in their order, from features {@code (h, w, features)} to an array of one axis
 */
public record BackboneWithHead(Backbone backbone, Preprocessing preprocessing, List<Layer> head)
    implements Architecture {
  /** Copies the layers. */
  public BackboneWithHead {
    head = List.copyOf(head);
  }

  @Override
  public String name() {
    return backbone.name();
  }

  @Override
  public String description() {
    return backbone.name() + " with a head of its own";
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation) {
    Node input = Node.input(picture);
    return model(input, preprocessing.apply(input), outputs, activation);
  }

  @Override
  public Model build(Shape picture, int outputs, Activation activation, Layer scaling) {
    Node input = Node.input(picture);
    Node scaled = input.apply(scaling);
    Node pixels =
        BackboneFromScratch.scalesItself(backbone) ? scaled.apply(Rescaling.of(255)) : scaled;
    return model(input, pixels, outputs, activation);
  }

  private Model model(Node input, Node pixels, int outputs, Activation activation) {
    Node features = backbone.features(pixels);
    return Model.of(name(), input, attach(features, head, outputs, activation));
  }

  /**
   * Layers after some features, and a dense layer for the classes after them.
   *
   * @param features {@code (h, w, features)}, or what the first layer takes
   */
  public static Node attach(Node features, List<Layer> head, int outputs, Activation activation) {
    Node x = features;
    for (Layer layer : head) {
      x = x.apply(layer);
    }
    return x.apply(Chain.OUTPUTS, Dense.of(outputs).withActivation(activation));
  }
}
