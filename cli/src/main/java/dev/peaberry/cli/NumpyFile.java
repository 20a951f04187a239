package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.engine.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes numbers as NumPy's {@code .npy}, version 1.0, which everybody reads. Stateless.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format</a>
 */
final class NumpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private NumpyFile() {}

  /** Receives rows of numbers, one after the other. */
  @FunctionalInterface
  interface Rows {
    void write(RowSink sink) throws IOException;
  }

  /** Where a row goes. */
  @FunctionalInterface
  interface RowSink {
    void accept(float[] values) throws IOException;
  }

  /**
   * Writes float32 numbers.
   *
   * @param shape of all of them, the rows first
   */
  static void write(Path file, Shape shape, Rows rows) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          out.write(header(shape));
          rows.write(values -> write(out, values));
        });
  }

  private static byte[] header(Shape shape) {
    String axes =
        IntStream.of(shape.toArray())
            .mapToObj(length -> length + ",")
            .collect(Collectors.joining(" ", "(", ")"));
    String text = "{'descr': '<f4', 'fortran_order': False, 'shape': " + axes + ", }";
    int length = MAGIC.length + 2 + text.length() + 1;
    String padded = text + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT) + "\n";
    return ByteBuffer.allocate(MAGIC.length + 2 + padded.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static void write(OutputStream out, float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }
}
