package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Files that a command writes. Their names must end as their content wants, so that an argument in
 * the wrong place does not overwrite data. Stateless.
 */
final class OutputFile {
  /** What stands for the standard output. */
  static final String STANDARD_OUTPUT = "-";

  private OutputFile() {}

  /** A file of JSON, or the standard output. */
  static final class Json implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      return text.equals(STANDARD_OUTPUT)
          ? Path.of(STANDARD_OUTPUT)
          : named(text, ".json", ".json or -");
    }
  }

  /** A page for a browser. */
  static final class Html implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      return named(text, ".html", ".html");
    }
  }

  /** A list of pictures. */
  static final class Manifest implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      String ending = text.toLowerCase(Locale.ROOT).endsWith(".csv") ? ".csv" : ".jsonl";
      return named(text, ending, ".csv or .jsonl");
    }
  }

  /** A model. */
  static final class Keras implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      return named(text, ".keras", ".keras");
    }
  }

  private static Path named(String text, String ending, String expected) {
    if (!text.toLowerCase(Locale.ROOT).endsWith(ending)) {
      throw new TypeConversionException(
          "found '" + text + "', expected a file name that ends in " + expected);
    }
    return Pictures.path(text);
  }

  /**
   * Checks that a file can be written before long work for it begins.
   *
   * @throws InputException if its folder, or the nearest one above it that exists, is none to write
   *     into
   */
  static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new InputException(
          "Cannot write %s: %s is no folder to write into; choose another place"
              .formatted(file, folder));
    }
  }

  static boolean isStandardOutput(Path path) {
    return path.toString().equals(STANDARD_OUTPUT);
  }

  static void write(Path file, String text) throws IOException {
    AtomicFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
