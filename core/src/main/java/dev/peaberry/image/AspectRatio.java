package dev.peaberry.image;

/** What a resize does when the target's ratio of width to height is not the picture's. */
public enum AspectRatio {
  /** Stretches the picture: Keras's default. */
  STRETCH,
  /** Keeps the largest centred part of the target's ratio: {@code crop_to_aspect_ratio}. */
  CROP,
  /** Keeps the whole picture and adds black borders: {@code tf.image.resize_with_pad}. */
  PAD
}
