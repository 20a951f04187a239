package dev.peaberry.explain;

import dev.peaberry.engine.Shape;

/**
 * A layer that gives maps: a picture's places are still places in its output. Immutable.
 *
 * @param path its name, after the names of the models around it: {@code base/conv1}
 * @param output {@code (h, w, channels)} of one picture, of more than one place
 */
public record SpatialLayer(String path, Shape output) {
  /** Rows of its maps. */
  public int height() {
    return output.get(0);
  }

  /** Columns of its maps. */
  public int width() {
    return output.get(1);
  }

  /** How many maps it gives. */
  public int channels() {
    return output.last();
  }
}
