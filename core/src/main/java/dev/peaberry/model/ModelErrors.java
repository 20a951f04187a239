package dev.peaberry.model;

import dev.peaberry.layer.Layer;
import dev.peaberry.layer.ShapeException;

/** Puts layers' names before what they complain about. */
final class ModelErrors {
  private ModelErrors() {}

  static ShapeException inLayer(String name, Layer layer, ShapeException cause) {
    ShapeException named =
        new ShapeException("Layer " + name + " (" + layer.className() + "): " + cause.getMessage());
    named.initCause(cause);
    return named;
  }
}
