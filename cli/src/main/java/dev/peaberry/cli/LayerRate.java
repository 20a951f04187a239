package dev.peaberry.cli;

/**
 * Layers that learn at a multiple of the learning rate. Immutable.
 *
 * @param layers a pattern of their names
 * @param factor at least 0
 */
record LayerRate(String layers, double factor) {
  /**
   * What a text says, such as {@code block5*=0.1}.
   *
   * @throws InputException if it says something else
   */
  static LayerRate parse(String text) {
    int equals = text.lastIndexOf('=');
    if (equals > 0) {
      try {
        double factor = Double.parseDouble(text.substring(equals + 1).strip());
        if (factor >= 0 && factor < Double.POSITIVE_INFINITY) {
          return new LayerRate(text.substring(0, equals).strip(), factor);
        }
      } catch (NumberFormatException e) {
        throw wrong(text, e);
      }
    }
    throw wrong(text, null);
  }

  private static InputException wrong(String text, Exception cause) {
    return new InputException(
        "Found --layer-rate '%s', expected names of layers and a factor of 0 or more, such as block5*=0.1"
            .formatted(text),
        cause);
  }

  /** A regular expression for the layers. */
  String expression() {
    return LayerPatterns.expression(layers);
  }

  @Override
  public String toString() {
    return layers + "=" + factor;
  }
}
