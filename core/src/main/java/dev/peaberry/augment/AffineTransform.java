package dev.peaberry.augment;

/**
 * Keras's {@code apply_affine_transform}: a picture turned, moved, sheared and zoomed, in Keras's
 * own way, where x and y have changed places in several spots: {@code tx} moves columns, and the
 * centre's height and width are exchanged, so a picture that is not square turns about another
 * point than its middle. Immutable and thread-safe.
 *
 * @param theta the angle in degrees
 * @param tx to the left, in pixels
 * @param ty upwards, in pixels
 * @param shear the angle in degrees
 * @param zx of columns, below 1 enlarges
 * @param zy of rows, below 1 enlarges
 * @see <a href="https://keras.io/api/data_loading/image/">Keras: image data loading</a>
 */
record AffineTransform(double theta, double tx, double ty, double shear, double zx, double zy) {
  /** Changes nothing. */
  static final AffineTransform IDENTITY = new AffineTransform(0, 0, 0, 0, 1, 1);

  /** The way from a new pixel to its old place, in a picture of this size. */
  Warp warp(int height, int width, Border border, float fill) {
    double cos = Math.cos(Math.toRadians(theta));
    double sin = Math.sin(Math.toRadians(theta));
    double shearSin = Math.sin(Math.toRadians(shear));
    double shearCos = Math.cos(Math.toRadians(shear));
    // Rotation times shear times zoom; the first axis is that of the columns.
    double a = cos * zx;
    double b = (-cos * shearSin - sin * shearCos) * zy;
    double c = sin * zx;
    double d = (-sin * shearSin + cos * shearCos) * zy;
    double centreColumn = height / 2.0 - 0.5;
    double centreRow = width / 2.0 - 0.5;
    double column = cos * tx - sin * ty + centreColumn - a * centreColumn - b * centreRow;
    double row = sin * tx + cos * ty + centreRow - c * centreColumn - d * centreRow;
    return new Warp(d, c, row, b, a, column, Warp.Sampling.BILINEAR, border, fill);
  }
}
