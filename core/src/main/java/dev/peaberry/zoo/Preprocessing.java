package dev.peaberry.zoo;

import dev.peaberry.layer.Normalization;
import dev.peaberry.layer.Rescaling;
import dev.peaberry.model.Node;
import java.util.List;

/**
 * What was done to pixels from 0 to 255 before a network learnt from them, and must be done again
 * for its weights to be worth anything: the {@code preprocess_input} of each module of {@code
 * keras.applications}.
 */
public enum Preprocessing {
  /** Nothing, or the network does it itself. */
  NONE(false),

  /** To 0 to 1. */
  ZERO_TO_ONE(false),

  /** To -1 to 1. */
  MINUS_ONE_TO_ONE(false),

  /** To 0 to 1, then by ImageNet's mean and deviation for each channel. */
  STANDARDIZED(false),

  /**
   * Minus ImageNet's mean for each channel, blue first. The channels stay in the order red, green,
   * blue here; weights of the first convolution are reversed instead, which is the same.
   */
  CENTRED_BLUE_FIRST(true);

  private final boolean blueFirst;

  Preprocessing(boolean blueFirst) {
    this.blueFirst = blueFirst;
  }

  /** Whether the weights take blue, green and red in this order. */
  public boolean isBlueFirst() {
    return blueFirst;
  }

  /** The layers that do it, red first. */
  public Node apply(Node pixels) {
    return switch (this) {
      case NONE -> pixels;
      case ZERO_TO_ONE -> pixels.apply(Rescaling.of(1.0 / 255));
      case MINUS_ONE_TO_ONE -> pixels.apply(Rescaling.of(1 / 127.5, -1));
      case STANDARDIZED ->
          pixels
              .apply(Rescaling.of(1.0 / 255))
              .apply(
                  Normalization.of(
                      List.of(0.485, 0.456, 0.406),
                      List.of(0.229 * 0.229, 0.224 * 0.224, 0.225 * 0.225)));
      case CENTRED_BLUE_FIRST ->
          pixels.apply(Normalization.of(List.of(123.68, 116.779, 103.939), List.of(1.0, 1.0, 1.0)));
    };
  }
}
