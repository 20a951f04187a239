package dev.peaberry.regularizer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Configured;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Schema;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * {@code factor} times the mean of {@code |cos|} over all pairs of rows, or of columns, of a matrix
 * (Brock et al. 2016): 0 where they stand at right angles. See <a
 * href="https://keras.io/api/layers/regularizers/#orthogonalregularizer-class">keras.io</a>.
 *
 * @param config the settings
 */
public record OrthogonalRegularizer(Config config) implements Regularizer, Configured {
  /** Which vectors of a matrix shall stand at right angles, by Keras's names. */
  public enum Mode {
    /** Those along the last axis. */
    ROWS,
    /** Those along the first axis. */
    COLUMNS
  }

  private static final Option<Double> FACTOR = Option.of("factor", Kinds.notNegative(), 0.01);
  private static final Option<Mode> MODE = Option.of("mode", Kinds.choice(Mode.class), Mode.ROWS);

  /** Norms below Keras's epsilon count as it; this is its square. */
  private static final float SMALLEST_SQUARE = 1e-14f;

  /** Keras's OrthogonalRegularizer. */
  public static final Schema<OrthogonalRegularizer> SCHEMA =
      Schema.of("OrthogonalRegularizer", OrthogonalRegularizer::new, FACTOR, MODE);

  /** Checks that the settings are an OrthogonalRegularizer's. */
  public OrthogonalRegularizer {
    SCHEMA.require(config);
  }

  /** Of the rows. */
  public static OrthogonalRegularizer of(double factor) {
    return new OrthogonalRegularizer(SCHEMA.with(FACTOR, factor));
  }

  /** Of the rows or of the columns. */
  public OrthogonalRegularizer withMode(Mode mode) {
    return new OrthogonalRegularizer(config.with(MODE, mode));
  }

  /**
   * {@inheritDoc} A single row or column, which has nothing to be orthogonal to, costs nothing
   * (Keras divides 0 by 0).
   *
   * @throws IllegalArgumentException if the weight is no matrix
   */
  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> weight) {
    if (weight.shape().numDimensions() != 2) {
      throw new IllegalArgumentException(
          "OrthogonalRegularizer: found a weight of shape "
              + weight.shape()
              + ", expected a matrix, such as a dense layer's kernel");
    }
    boolean rows = config.get(MODE) == Mode.ROWS;
    Operand<TFloat32> squares =
        tf.reduceSum(tf.math.square(weight), tf.constant(rows ? 1 : 0), ReduceSum.keepDims(true));
    Operand<TFloat32> longEnough = tf.math.maximum(squares, tf.constant(SMALLEST_SQUARE));
    Operand<TFloat32> unit = tf.math.mul(weight, tf.math.rsqrt(longEnough));
    Operand<TFloat32> cosines =
        tf.linalg.matMul(unit, unit, MatMul.transposeA(!rows), MatMul.transposeB(rows));
    Operand<TInt32> count = tf.gather(tf.shape(weight), tf.constant(rows ? 0 : 1), tf.constant(0));
    Operand<TFloat32> ones = tf.fill(tf.stack(List.of(count)), tf.constant(1f));
    Operand<TFloat32> others = tf.math.sub(tf.constant(1f), tf.linalg.tensorDiag(ones));
    return mean(tf, tf.math.mul(tf.math.abs(cosines), others), count);
  }

  /** Each pair is in the matrix twice. */
  private Operand<TFloat32> mean(Ops tf, Operand<TFloat32> cosines, Operand<TInt32> count) {
    Operand<TFloat32> n = tf.dtypes.cast(count, TFloat32.class);
    Operand<TFloat32> entries = tf.math.mul(n, tf.math.sub(n, tf.constant(1f)));
    Operand<TFloat32> sum = tf.reduceSum(cosines, tf.constant(new int[] {0, 1}));
    return tf.math.mul(
        tf.math.divNoNan(sum, entries), tf.constant(config.get(FACTOR).floatValue()));
  }
}
