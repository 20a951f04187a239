package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;

/**
 * A network of {@code keras.applications}: its layers and weights have the names that they have
 * there, so its weight files fit. Immutable.
 *
 * @see <a href="https://keras.io/api/applications/">Keras Applications</a>
 */
public interface Backbone {
  /** Keras's name of the model, such as {@code vgg16}. */
  String name();

  /** What Keras's pretrained weights of this network want done to pixels from 0 to 255. */
  Preprocessing preprocessing();

  /**
   * The layers from a picture to its features.
   *
   * @param picture {@code (H, W, C)}
   * @return {@code (h, w, features)}
   * @throws dev.peaberry.layer.ShapeException if the picture is too small
   */
  Node features(Node picture);

  /**
   * The layers from features to classes, as the network's authors had them.
   *
   * @param features what {@link #features} gives
   * @param activation what the outputs go through, softmax in Keras
   * @return {@code (classes)}
   */
  Node classes(Node features, int classes, Activation activation);

  /**
   * The model without its top: Keras's {@code include_top=False}.
   *
   * @param picture {@code (H, W, C)}
   * @throws dev.peaberry.layer.ShapeException if the picture is too small
   */
  default Model withoutTop(Shape picture) {
    Node input = Node.input(picture);
    return Model.of(name(), input, features(input));
  }

  /**
   * The whole model: Keras's {@code include_top=True}.
   *
   * @param picture {@code (H, W, C)}
   * @throws dev.peaberry.layer.ShapeException if the picture is too small
   */
  default Model withTop(Shape picture, int classes, Activation activation) {
    Node input = Node.input(picture);
    return Model.of(name(), input, classes(features(input), classes, activation));
  }
}
