package dev.peaberry.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the files that a manifest names, below a folder or inside an archive. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
record ManifestFiles(FileTree tree, String root, int[] files) {
  private static final int MOST_NAMED = 3;

  /**
   * Looks for the files of all rows.
   *
   * @throws DataException if some are not there, or links lead out of the root
   */
  static ManifestFiles find(Path manifest, Path root, List<ManifestRow> rows) {
    try {
      return Files.isDirectory(root)
          ? new InFolder(manifest, root).find(rows)
          : inArchive(manifest, root, rows);
    } catch (IOException e) {
      throw new DataException("Cannot look for pictures in " + root + ": " + Reasons.of(e), e);
    }
  }

  private static ManifestFiles inArchive(Path manifest, Path archive, List<ManifestRow> rows) {
    FileTree tree = FileTree.open(archive);
    try {
      Map<String, Integer> byPath = new HashMap<>();
      for (int i = 0; i < tree.files().size(); i++) {
        byPath.put(tree.files().get(i).path(), i);
      }
      String top = Roots.of(tree);
      boolean whole = rows.stream().anyMatch(row -> byPath.containsKey(row.path()));
      String prefix = whole ? "" : top;
      requireAll(
          manifest,
          archive,
          rows.stream().filter(row -> !byPath.containsKey(prefix + row.path())).toList(),
          rows.size());
      int[] files = rows.stream().mapToInt(row -> byPath.get(prefix + row.path())).toArray();
      return new ManifestFiles(tree, prefix, files);
    } catch (RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  private static void requireAll(
      Path manifest, Path root, List<ManifestRow> missing, int expected) {
    if (missing.isEmpty()) {
      return;
    }
    String named =
        missing.stream()
            .limit(MOST_NAMED)
            .map(row -> "%s (line %d)".formatted(ManifestPlace.quoted(row.path()), row.line()))
            .collect(Collectors.joining(", "));
    throw new DataException(
        "%s names %d pictures, %d of which are not in %s: %s%s; bring them back or choose another root"
            .formatted(
                manifest,
                expected,
                missing.size(),
                root,
                named,
                missing.size() > MOST_NAMED ? " and others" : ""));
  }

  /** A folder is not listed: it may hold much more than the manifest names. */
  private static final class InFolder {
    private final Path manifest;
    private final Path root;
    private final Path realRoot;
    private final Map<String, Boolean> insideByFolder = new HashMap<>();

    InFolder(Path manifest, Path root) throws IOException {
      this.manifest = manifest;
      this.root = root;
      this.realRoot = root.toRealPath();
    }

    ManifestFiles find(List<ManifestRow> rows) {
      List<FileTree.Entry> found = new ArrayList<>(rows.size());
      List<ManifestRow> missing = new ArrayList<>();
      for (ManifestRow row : rows) {
        try {
          BasicFileAttributes attributes = attributes(row);
          if (attributes.isDirectory()) {
            missing.add(row);
          } else {
            found.add(
                new FileTree.Entry(
                    row.path(), attributes.size(), attributes.lastModifiedTime().toMillis()));
          }
        } catch (IOException e) {
          missing.add(row);
        }
      }
      requireAll(manifest, root, missing, rows.size());
      return new ManifestFiles(
          FolderTree.of(root, found), "", IntStream.range(0, found.size()).toArray());
    }

    private BasicFileAttributes attributes(ManifestRow row) throws IOException {
      Path file = path(row);
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean linked = attributes.isSymbolicLink();
      if (!isInside(row) || (linked && !file.toRealPath().startsWith(realRoot))) {
        throw new ManifestPath(root, "")
            .outside(new ManifestPlace(manifest, row.line()), row.path());
      }
      return linked ? Files.readAttributes(file, BasicFileAttributes.class) : attributes;
    }

    /** Whether the file's folder is inside, wherever links lead on the way to it. */
    private boolean isInside(ManifestRow row) throws IOException {
      String folder = row.path().substring(0, Math.max(0, row.path().lastIndexOf('/')));
      Boolean known = insideByFolder.get(folder);
      if (known == null) {
        known = root.resolve(folder).toRealPath().startsWith(realRoot);
        insideByFolder.put(folder, known);
      }
      return known;
    }

    private Path path(ManifestRow row) {
      try {
        return root.resolve(row.path());
      } catch (InvalidPathException e) {
        throw new ManifestPlace(manifest, row.line())
            .faultOf(
                e,
                "found the path %s, which this system cannot name (%s); rename the file",
                ManifestPlace.quoted(row.path()),
                Reasons.of(e));
      }
    }
  }
}
