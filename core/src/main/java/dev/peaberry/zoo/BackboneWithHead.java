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
 * A backbone with a top, to be trained from random weights: its authors', or layers of one's own
 * with a dense layer for the classes at the end. Immutable.
 *
 * @param backbone from pictures to features
 * @param preprocessing of pixels of 0 to 255
 * @param head in their order, from features {@code (h, w, features)} to an array of one axis; none
 *     for the authors' top
 */
public record BackboneWithHead(Backbone backbone, Preprocessing preprocessing, List<Layer> head)
    implements Architecture {
  /** Copies the layers. */
  public BackboneWithHead {
    head = List.copyOf(head);
  }

  /** A backbone as its authors had it, but for pixels of 0 to 1 where it does not scale itself. */
  public static BackboneWithHead asPublished(Backbone backbone) {
    return new BackboneWithHead(backbone, usualPreprocessing(backbone), List.of());
  }

  /** What is done to pixels where the weights are random and nobody wants anything else. */
  public static Preprocessing usualPreprocessing(Backbone backbone) {
    return scalesItself(backbone) ? Preprocessing.NONE : Preprocessing.ZERO_TO_ONE;
  }

  /** Whether a network's own first layer divides by 255. */
  private static boolean scalesItself(Backbone backbone) {
    return backbone instanceof EfficientNet;
  }

  @Override
  public String name() {
    return backbone.name();
  }

  @Override
  public String description() {
    return Backbones.description(backbone) + (head.isEmpty() ? "" : ", with a head of its own");
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
    Node pixels = scalesItself(backbone) ? scaled.apply(Rescaling.of(255)) : scaled;
    return model(input, pixels, outputs, activation);
  }

  private Model model(Node input, Node pixels, int outputs, Activation activation) {
    Node features = backbone.features(pixels);
    Node classes =
        head.isEmpty()
            ? backbone.classes(features, outputs, activation)
            : attach(features, head, outputs, activation);
    return Model.of(name(), input, classes);
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
