package dev.peaberry.interop;

import dev.peaberry.engine.FloatArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** How tests hand numbers to Python: files of little-endian float32. */
public final class FloatFile {
  private FloatFile() {}

  /** Writes numbers and returns the file. */
  public static Path write(Path file, float... values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Files.write(file, bytes.array());
  }

  /** All numbers of a file as a vector. */
  public static FloatArray read(Path file) throws IOException {
    float[] values = new float[(int) Files.size(file) / 4];
    ByteBuffer.wrap(Files.readAllBytes(file))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return FloatArray.of(values);
  }
}
