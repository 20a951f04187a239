package dev.peaberry.layer;

/**
 * How a layer computes a resized picture's pixels from the original's, by Keras's names in lower
 * case. Pixels have their centres at halves.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/image/resize">tf.image.resize</a>
 */
public enum Interpolation {
  /** The nearest pixel. */
  NEAREST,
  /** Linear between the two nearest pixels of each axis. */
  BILINEAR,
  /** Keys's cubic of four pixels of each axis. */
  BICUBIC,
  /** Lanczos's kernel of radius 3. */
  LANCZOS3,
  /** Lanczos's kernel of radius 5. */
  LANCZOS5,
  /** The mean of the area that a pixel covers. */
  AREA
}
