package dev.peaberry.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Reads files of MNIST's IDX format: two zero bytes, the type of the numbers, how many dimensions
 * there are, each of them as four bytes, then the numbers. Packed or not. Stateless.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">LeCun, Cortes, Burges: The MNIST database</a>
 */
final class IdxFile {
  private static final int UNSIGNED_BYTES = 8;

  private IdxFile() {}

  /**
   * The bytes of a file whose shape is known: never more than that is read or unpacked.
   *
   * @throws DataException if the file is not there, is another one, or ends early or late
   */
  static byte[] read(Path file, int... shape) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream unpacked =
            file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        DataInputStream in = new DataInputStream(unpacked)) {
      requireMagic(file, in.readInt(), shape.length);
      requireShape(file, in, shape);
      int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      byte[] bytes = in.readNBytes(size);
      if (bytes.length < size) {
        throw new EOFException();
      }
      if (in.read() >= 0) {
        throw new DataException(
            "%s goes on after the %,d bytes that it announces; it is damaged, fetch it again"
                .formatted(file, size));
      }
      return bytes;
    } catch (EOFException e) {
      throw new DataException(file + " ends too early; it is damaged, fetch it again", e);
    } catch (IOException e) {
      throw new DataException(
          "Cannot read %s: %s; expected an IDX file of MNIST's form".formatted(file, Reasons.of(e)),
          e);
    }
  }

  private static void requireMagic(Path file, int found, int dimensions) {
    int expected = UNSIGNED_BYTES << 8 | dimensions;
    if (found != expected) {
      throw new DataException(
          "%s begins with 0x%08x, expected 0x%08x: bytes in %d dimensions; it is another file"
              .formatted(file, found, expected, dimensions));
    }
  }

  private static void requireShape(Path file, DataInputStream in, int[] shape) throws IOException {
    int[] found = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      found[i] = in.readInt();
    }
    if (!Arrays.equals(found, shape)) {
      throw new DataException(
          "%s announces %s bytes, expected %s; it is another file, or damaged"
              .formatted(file, inWords(found), inWords(shape)));
    }
  }

  private static String inWords(int[] shape) {
    return Arrays.toString(shape).replace(", ", " x ").replaceAll("[\\[\\]]", "");
  }
}
