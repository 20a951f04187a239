package dev.peaberry.layer;

import dev.peaberry.engine.Shape;

/**
 * A layer cannot take the shape it is given. The message says what was found and what was expected;
 * models put the layer's name before it.
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** A shape that does not fit, in words. */
  public ShapeException(String message) {
    super(message);
  }

  /** A picture's shape, if it is one. */
  static Shape requirePicture(Shape input) {
    if (input.rank() != 3) {
      throw new ShapeException(
          "found input " + input + ", expected a picture (height, width, channels)");
    }
    return input;
  }
}
