package dev.peaberry.augment;

import java.util.Map;
import java.util.function.Consumer;

/**
 * What has been drawn for a picture. Immutable.
 *
 * @param drawn the numbers, by the names of Keras's {@code transformation}
 * @param change what they do to the picture
 */
record Transformation(Map<String, Object> drawn, Consumer<Picture> change) {
  /** Leaves a picture as it is. */
  static final Consumer<Picture> NOTHING = picture -> {};

  /** What draws nothing. */
  static Transformation certain(Consumer<Picture> change) {
    return new Transformation(Map.of(), change);
  }
}
