package dev.peaberry.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files below a folder or inside an archive, listed once when opened. Thread-safe. Names of
 * archive entries are only ever compared and printed, never used as paths.
 */
sealed interface FileTree extends AutoCloseable permits FolderTree, ZipTree, TarTree {
  /** A picture file larger than this is refused: no camera writes one, a bomb does. */
  int LARGEST_FILE = 256 << 20;

  /**
   * A file.
   *
   * @param path relative to the root, separated by slashes
   * @param size in bytes
   * @param modified milliseconds since 1970
   */
  record Entry(String path, long size, long modified) {}

  /** All files, in no particular order. */
  List<Entry> files();

  /** The paths of all folders, empty ones included, without the root. */
  Set<String> folders();

  /** The links that lead out of the root and are followed all the same, by their paths. */
  default List<String> linksOut() {
    return List.of();
  }

  /** A stream over a file. */
  InputStream open(int file) throws IOException;

  /** Where on disk a file is by itself; empty inside an archive. */
  default Optional<Path> location(int file) {
    return Optional.empty();
  }

  /** A whole file. */
  default byte[] read(int file) throws IOException {
    try (InputStream stream = open(file)) {
      // What an archive says about an entry's size may be a lie: count what really comes.
      byte[] contents = stream.readNBytes(LARGEST_FILE + 1);
      if (contents.length > LARGEST_FILE) {
        throw new IOException("larger than " + (LARGEST_FILE >> 20) + " MiB");
      }
      return contents;
    }
  }

  @Override
  void close();

  /**
   * Opens a folder or an archive, told by its content.
   *
   * @throws DataException if it is not there, or is neither
   */
  static FileTree open(Path path) {
    return open(path, FolderTree::open);
  }

  /**
   * As {@link #open}, but of a folder on disk only what {@link Parts} looks at is listed: the files
   * may be very many.
   *
   * @throws DataException if it is not there, or is neither
   */
  static FileTree openForParts(Path path) {
    return open(path, FolderTree::openForParts);
  }

  /** Opens a folder on disk. */
  @FunctionalInterface
  interface FolderOpener {
    FileTree open(Path folder) throws IOException;
  }

  private static FileTree open(Path path, FolderOpener folders) {
    if (!Files.exists(path)) {
      throw new DataException("No folder or archive at " + path + ": check the path");
    }
    try {
      if (Files.isDirectory(path)) {
        return folders.open(path);
      }
      if (!Files.isRegularFile(path)) {
        throw new DataException(
            path + " is a device or a pipe, expected a folder or an archive of pictures");
      }
      return switch (ArchiveKind.of(path)) {
        case ZIP -> ZipTree.open(path);
        case TAR -> TarTree.open(path);
        case TAR_GZ -> TarTree.openGzip(path);
        case NONE ->
            throw new DataException(
                path + " is neither a folder nor a zip, tar or tar.gz archive of pictures");
      };
    } catch (IOException | RuntimeException e) {
      if (e instanceof DataException known) {
        throw known;
      }
      throw new DataException("Cannot list the pictures in " + path + ": " + Reasons.of(e), e);
    }
  }
}
