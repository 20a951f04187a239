package dev.peaberry.format;

import dev.peaberry.config.ConfigException;
import dev.peaberry.layer.ShapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that may come from anywhere: whatever goes wrong becomes one kind of exception. */
final class Untrusted {
  private static final int LONGEST_MESSAGE = 2_000;

  private Untrusted() {}

  /** What reads a file. */
  interface Source<T> {
    T read() throws IOException;
  }

  /**
   * Runs a reader of a file.
   *
   * @throws ModelFormatException if it fails in any way
   */
  static <T> T read(Path file, Source<T> source) {
    if (Files.isDirectory(file)) {
      throw new ModelFormatException(file + ": found a folder, expected a file");
    }
    if (!Files.exists(file)) {
      throw new ModelFormatException(file + ": found no such file");
    }
    try {
      return source.read();
    } catch (ModelFormatException e) {
      throw e;
    } catch (Malformed | ConfigException | ShapeException e) {
      throw new ModelFormatException(file + ": " + oneLine(e.getMessage() + advice(e)), e);
    } catch (IOException | RuntimeException e) {
      throw damaged(file, e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // A damaged length or a loop of references can ask a parser for any amount of either.
      throw damaged(file, e);
    }
  }

  private static String advice(RuntimeException e) {
    return String.valueOf(e.getMessage()).contains("'Lambda'")
        ? "; a Lambda layer is Python code: replace it with built-in layers and save again"
        : "";
  }

  /** What comes from the file may be long and may hold line breaks. */
  private static String oneLine(String message) {
    String line = message.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
  }

  private static ModelFormatException damaged(Path file, Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new ModelFormatException(
        file
            + ": found damaged content ("
            + oneLine(reason)
            + "), expected a complete model file; copy or save it again",
        cause);
  }
}
