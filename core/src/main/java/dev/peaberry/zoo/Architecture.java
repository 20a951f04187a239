package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.model.Model;

/** A model that can be built for pictures of any size and for any number of classes. Immutable. */
public interface Architecture {
  /** What it is called on a command line, such as {@code small-cnn}. */
  String name();

  /** What it is, in one sentence. */
  String description();

  /**
   * Builds the model, which takes pixels from 0 to 255 as they are.
   *
   * @param picture the shape of a picture, {@code (H, W, C)}
   * @param outputs the number of outputs: one for each class, or a single one for two classes
   * @param activation what the outputs go through; {@link Activation#LINEAR} makes them logits
   * @throws dev.peaberry.layer.ShapeException if the picture is too small for the layers
   */
  Model build(Shape picture, int outputs, Activation activation);
}
