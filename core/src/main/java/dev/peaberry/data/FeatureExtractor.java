package dev.peaberry.data;

import dev.peaberry.engine.Array;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;

/** What makes features of pictures: a network whose weights do not change any more. */
public interface FeatureExtractor {
  /** Names the network, its weights and all else that decides the features. */
  String key();

  /** The shape of one picture's features. */
  Shape shape();

  /**
   * Computes the features of some pictures.
   *
   * @param pictures uint8 {@code (N, H, W, C)}
   * @return {@code (N, ...)} of {@link #shape}
   */
  FloatArray extract(Array pictures);
}
