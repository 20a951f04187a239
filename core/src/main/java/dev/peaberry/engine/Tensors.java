package dev.peaberry.engine;

import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Copies arrays between the host and TensorFlow. */
final class Tensors {
  private Tensors() {}

  /** A native copy of an array; the caller closes it. */
  static Tensor of(Array array) {
    org.tensorflow.ndarray.Shape shape =
        org.tensorflow.ndarray.Shape.of(array.shape().toLongArray());
    if (array instanceof FloatArray floats) {
      return TFloat32.tensorOf(shape, DataBuffers.of(floats.data(), true, false));
    }
    return TUint8.tensorOf(shape, DataBuffers.of(((UInt8Array) array).data(), true, false));
  }

  /** A copy on the host. */
  static FloatArray toArray(TFloat32 tensor) {
    long[] lengths = tensor.shape().asArray();
    int[] shape = new int[lengths.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(lengths[i]);
    }
    float[] data = new float[Math.toIntExact(tensor.shape().size())];
    tensor.copyTo(DataBuffers.of(data, false, false));
    return new FloatArray(Shape.of(shape), data);
  }
}
