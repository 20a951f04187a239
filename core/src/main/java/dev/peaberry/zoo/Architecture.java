package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.engine.Shape;
import dev.peaberry.layer.Layer;
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

  /**
   * Builds the model with another layer in the place of its own scaling of pixels.
   *
   * @param picture the shape of a picture, {@code (H, W, C)}
   * @param outputs the number of outputs: one for each class, or a single one for two classes
   * @param activation what the outputs go through; {@link Activation#LINEAR} makes them logits
   * @param scaling from pixels of 0 to 255 to numbers about 0
   * @throws dev.peaberry.layer.ShapeException if the picture is too small for the layers
   */
  Model build(Shape picture, int outputs, Activation activation, Layer scaling);

  /**
   * Builds the model with standardised pixels; {@link PixelStandardization#fill} puts what was
   * learnt of the pictures into its first weights, and no training changes it.
   *
   * @param picture the shape of a picture, {@code (H, W, C)}
   * @param outputs the number of outputs: one for each class, or a single one for two classes
   * @param activation what the outputs go through; {@link Activation#LINEAR} makes them logits
   * @throws dev.peaberry.layer.ShapeException if the picture is too small for the layers
   * @throws IllegalArgumentException if it is too large for whitening
   */
  default Model standardized(
      Shape picture, int outputs, Activation activation, PixelStandardization standardization) {
    return build(picture, outputs, activation, standardization.layers(picture));
  }
}
