package dev.peaberry.explain;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.util.ArrayList;
import java.util.List;

/** Makes one number of a pixel's several. Stateless. */
final class Channels {
  private Channels() {}

  /** Folds a channel's number into what has been made of those before it. */
  private interface Fold {
    float of(float before, float next);
  }

  /** A map for each picture of {@code (N, H, W, C)}: the sums over the channels. */
  static List<Heatmap> sums(FloatArray pictures) {
    return maps(pictures, Float::sum);
  }

  /** A map for each picture of {@code (N, H, W, C)}: the greatest absolute values. */
  static List<Heatmap> largest(FloatArray pictures) {
    return maps(pictures, (before, next) -> Math.max(before, Math.abs(next)));
  }

  private static List<Heatmap> maps(FloatArray pictures, Fold fold) {
    Shape shape = pictures.shape();
    int size = shape.get(1) * shape.get(2);
    List<Heatmap> maps = new ArrayList<>();
    for (int i = 0; i < shape.get(0); i++) {
      float[] values = new float[size];
      for (int k = 0; k < size * shape.last(); k++) {
        int pixel = k / shape.last();
        values[pixel] = fold.of(values[pixel], pictures.data()[i * size * shape.last() + k]);
      }
      maps.add(new Heatmap(shape.get(1), shape.get(2), values));
    }
    return maps;
  }
}
