package dev.peaberry.image;

/**
 * How a resized picture's pixels are computed from the original's, as {@code tf.image.resize} does.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/image/resize">tf.image.resize</a>
 */
public enum Interpolation {
  /** Linear between the two nearest pixels of each axis, with half-pixel centres. */
  BILINEAR,
  /** The nearest pixel. */
  NEAREST,
  /** Keys's cubic of four pixels each axis. */
  BICUBIC,
  /** The mean of the covered area. */
  AREA,
  /** Lanczos's kernel of radius 3. */
  LANCZOS3
}
