package dev.peaberry.engine;

import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.SelfAdjointEig;
import org.tensorflow.types.TFloat64;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, in double precision. Immutable as long as
 * nobody writes into the arrays.
 *
 * @param values ascending
 * @param vectors {@code (n, n)} row-major, the vector of {@code values[k]} in column k, of length 1
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/linalg/eigh">tf.linalg.eigh</a>
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SymmetricEigen(double[] values, double[] vectors) {
  /**
   * Decomposes a matrix. Takes in the order of {@code 10 n^3} operations.
   *
   * @param matrix {@code (n, n)} row-major
   * @param n the number of rows
   * @throws IllegalArgumentException if the matrix has another number of elements
   */
  public static SymmetricEigen of(double[] matrix, int n) {
    if (matrix.length != (long) n * n) {
      throw new IllegalArgumentException(
          "Found %d elements, expected %d x %d".formatted(matrix.length, n, n));
    }
    NativeLibrary.load();
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        TFloat64 fed = tensor(matrix, n)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat64> given = tf.placeholder(TFloat64.class);
      SelfAdjointEig<TFloat64> eigen = tf.linalg.selfAdjointEig(given);
      try (Result result =
          session.runner().feed(given, fed).fetch(eigen.e()).fetch(eigen.v()).run()) {
        return new SymmetricEigen(
            toArray((TFloat64) result.get(0)), toArray((TFloat64) result.get(1)));
      }
    }
  }

  /** The matrix {@code (n, n)} that has the same vectors and other values. */
  public double[] withValues(double[] others) {
    int n = values.length;
    double[] scaled = new double[vectors.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = vectors[i] * others[i % n];
    }
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        TFloat64 left = tensor(scaled, n);
        TFloat64 right = tensor(vectors, n)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat64> one = tf.placeholder(TFloat64.class);
      Placeholder<TFloat64> other = tf.placeholder(TFloat64.class);
      MatMul<TFloat64> product = tf.linalg.matMul(one, other, MatMul.transposeB(true));
      try (Result result =
          session.runner().feed(one, left).feed(other, right).fetch(product).run()) {
        return toArray((TFloat64) result.get(0));
      }
    }
  }

  private static TFloat64 tensor(double[] matrix, int n) {
    return TFloat64.tensorOf(
        org.tensorflow.ndarray.Shape.of(n, n), DataBuffers.of(matrix, true, false));
  }

  private static double[] toArray(TFloat64 tensor) {
    double[] values = new double[Math.toIntExact(tensor.shape().size())];
    tensor.copyTo(DataBuffers.of(values, false, false));
    return values;
  }
}
