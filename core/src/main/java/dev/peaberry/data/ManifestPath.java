package dev.peaberry.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The root of a manifest's paths. Immutable.
 *
 * @param root a folder or an archive
 * @param prefix the root's own absolute path with a slash at its end
 */
record ManifestPath(Path root, String prefix) {
  private static final String PARENT = "..";

  static ManifestPath of(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    String text = absolute.toString().replace(absolute.getFileSystem().getSeparator(), "/");
    return new ManifestPath(root, text.endsWith("/") ? text : text + "/");
  }

  /**
   * A path as it is written, relative to the root, without {@code .} and {@code ..}.
   *
   * @throws DataException if it is empty or leaves the root
   */
  String relative(ManifestPlace place, String written) {
    if (written.isBlank() || written.indexOf('\0') >= 0) {
      throw place.fault(
          "found the path %s, expected that of a picture; correct it or leave out the line",
          ManifestPlace.quoted(written));
    }
    String below = written.startsWith(prefix) ? written.substring(prefix.length()) : written;
    if (isPlain(below)) {
      return below;
    }
    if (below.startsWith("/")) {
      throw outside(place, written);
    }
    List<String> parts = new ArrayList<>();
    for (String part : below.split("/", -1)) {
      if (part.equals(PARENT)) {
        if (parts.isEmpty()) {
          throw outside(place, written);
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static boolean isPlain(String path) {
    return !path.startsWith("/")
        && !path.startsWith(".")
        && !path.contains("/.")
        && !path.contains("//");
  }

  /** The complaint about a path that leads out of the root. */
  DataException outside(ManifestPlace place, String written) {
    return place.fault(
        "found the path %s, which leads out of %s, expected one inside; move the picture there or"
            + " choose another root",
        ManifestPlace.quoted(written), root);
  }
}
