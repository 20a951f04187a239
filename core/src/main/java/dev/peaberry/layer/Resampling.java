package dev.peaberry.layer;

import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBicubic;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Resizing of pictures as {@code tf.image.resize} does it.
 *
 * @param interpolation how pixels are computed
 * @param antialias whether a smaller picture's pixels look at all that they cover; nothing for
 *     {@code NEAREST} and {@code AREA}
 */
record Resampling(Interpolation interpolation, boolean antialias) {
  /** Resizes pictures of the given shape. */
  Operand<TFloat32> resize(Ops tf, Operand<TFloat32> x, Shape input, Size target) {
    Operand<TInt32> size = tf.constant(new int[] {target.height(), target.width()});
    return switch (interpolation) {
      case NEAREST ->
          tf.image.resizeNearestNeighbor(x, size, ResizeNearestNeighbor.halfPixelCenters(true));
      case BILINEAR ->
          antialias
              ? scale(tf, x, input, target, "triangle")
              : tf.image.resizeBilinear(x, size, ResizeBilinear.halfPixelCenters(true));
      case BICUBIC ->
          antialias
              ? scale(tf, x, input, target, "keyscubic")
              : tf.image.resizeBicubic(x, size, ResizeBicubic.halfPixelCenters(true));
      case LANCZOS3 -> scale(tf, x, input, target, "lanczos3");
      case LANCZOS5 -> scale(tf, x, input, target, "lanczos5");
      case AREA -> area(tf, x, input, target);
    };
  }

  private Operand<TFloat32> scale(
      Ops tf, Operand<TFloat32> x, Shape input, Size target, String kernel) {
    float[] scale = {(float) target.height() / input.get(0), (float) target.width() / input.get(1)};
    return tf.image.scaleAndTranslate(
        x,
        tf.constant(new int[] {target.height(), target.width()}),
        tf.constant(scale),
        tf.constant(new float[2]),
        ScaleAndTranslate.kernelType(kernel),
        ScaleAndTranslate.antialias(antialias));
  }

  /** TensorFlow's ResizeArea has no gradient; products with matrices of shares have one. */
  private static Operand<TFloat32> area(Ops tf, Operand<TFloat32> x, Shape input, Size target) {
    int height = input.get(0);
    int width = input.get(1);
    int channels = input.last();
    Operand<TFloat32> rows = Shapes.reshape(tf, x, -1, height, width * channels);
    Operand<TFloat32> fewerRows = product(tf, shares(height, target.height()), rows);
    Operand<TFloat32> columns = Shapes.reshape(tf, fewerRows, -1, width, channels);
    Operand<TFloat32> fewerColumns = product(tf, shares(width, target.width()), columns);
    return Shapes.restore(tf, fewerColumns, Shape.of(target.height(), target.width(), channels));
  }

  private static Operand<TFloat32> product(Ops tf, float[][] shares, Operand<TFloat32> x) {
    return tf.train.batchMatMul(tf.constant(shares), x, TFloat32.class);
  }

  /** What each old pixel adds to each new one, which lies on {@code from / to} of them. */
  private static float[][] shares(int from, int to) {
    float[][] shares = new float[to][from];
    double length = (double) from / to;
    for (int i = 0; i < to; i++) {
      for (int k = 0; k < from; k++) {
        double covered = Math.min((i + 1) * length, k + 1) - Math.max(i * length, k);
        shares[i][k] = (float) (Math.max(covered, 0) / length);
      }
    }
    return shares;
  }
}
