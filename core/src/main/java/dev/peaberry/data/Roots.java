package dev.peaberry.data;

import java.nio.file.Path;
import java.util.List;

/** Where in a tree the class folders begin. */
final class Roots {
  /** A folder that macOS adds to zip archives; it holds no pictures. */
  private static final String MACOS = "__MACOSX";

  private Roots() {}

  /** Empty, or an archive's common top folder with a slash at its end. */
  static String of(FileTree tree) {
    if (tree instanceof FolderTree) {
      return "";
    }
    List<String> tops =
        tree.folders().stream()
            .filter(folder -> folder.indexOf('/') < 0 && !hidden(folder))
            .toList();
    if (tops.size() != 1) {
      return "";
    }
    String top = tops.get(0) + "/";
    // A single folder without folders inside is a class, not a wrapping.
    boolean wraps = tree.folders().stream().anyMatch(folder -> folder.startsWith(top));
    return wraps ? top : "";
  }

  static boolean hidden(String folder) {
    return folder.startsWith(".") || folder.equals(MACOS);
  }

  /** Checks that the sub-folder that somebody asked for exists. */
  static void require(FileTree tree, String root, Path path) {
    if (root.isEmpty() || tree.folders().contains(root.substring(0, root.length() - 1))) {
      return;
    }
    throw new DataException(
        "No folder %s in %s, found %s"
            .formatted(root.substring(0, root.length() - 1), path, children(tree, "")));
  }

  /** The names of the folders directly below a root, sorted. */
  static List<String> children(FileTree tree, String root) {
    return tree.folders().stream()
        .filter(folder -> folder.startsWith(root) && folder.indexOf('/', root.length()) < 0)
        .map(folder -> folder.substring(root.length()))
        .filter(folder -> !folder.isEmpty() && !hidden(folder))
        .sorted(CodePoints.ORDER)
        .toList();
  }
}
