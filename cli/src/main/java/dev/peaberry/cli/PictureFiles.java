package dev.peaberry.cli;

import dev.peaberry.data.ImageFolder;
import dev.peaberry.image.Image;
import dev.peaberry.image.UndecodableImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pictures that a command is given by their files. Those that cannot be read are reported, and
 * the others go on. Confined to one thread.
 */
final class PictureFiles {
  /** What FILE may be, for help texts. */
  static final String HELP =
      "Pictures; folders, whose pictures are taken with those of sub-folders; or - for a list"
          + " of files on the standard input, one a line.";

  private final Console console;
  private final boolean json;
  private int failed;

  PictureFiles(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /** Reads a picture's file. */
  interface Reader {
    Image read(Path file) throws IOException, UndecodableImageException;
  }

  /** The files that an argument stands for. */
  Stream<Path> expand(String argument) {
    if (argument.equals("-")) {
      return console
          .inputLines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(Pictures::path);
    }
    Path path = Pictures.path(argument);
    return Files.isDirectory(path) ? picturesBelow(path) : Stream.of(path);
  }

  private Stream<Path> picturesBelow(Path folder) {
    List<Path> found;
    try (Stream<Path> below = Files.walk(folder)) {
      found = below.filter(PictureFiles::isPicture).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      reportBroken(folder, "cannot be listed");
      return Stream.empty();
    }
    if (found.isEmpty()) {
      reportBroken(folder, "found no pictures in this folder");
    }
    return found.stream();
  }

  private static boolean isPicture(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot >= 0
        && ImageFolder.DEFAULT_EXTENSIONS.contains(name.substring(dot))
        && Files.isRegularFile(path);
  }

  /** A picture; empty if it cannot be read, which is reported. */
  Optional<Image> read(Path file, Reader reader) {
    try {
      return Optional.of(reader.read(file));
    } catch (NoSuchFileException e) {
      reportBroken(file, "found no such file");
    } catch (IOException | UndecodableImageException e) {
      reportBroken(file, e.getMessage());
    }
    return Optional.empty();
  }

  private void reportBroken(Path file, String reason) {
    failed++;
    if (json) {
      console.printPlain(Json.line(Json.map("file", file.toString(), "error", reason)));
    }
    console.tellFailure(file + ": " + reason);
  }

  /** What the command ends with: 2 if one was broken. */
  int exitCode() {
    return failed == 0 ? Failures.OK : Failures.BAD_INPUT;
  }
}
