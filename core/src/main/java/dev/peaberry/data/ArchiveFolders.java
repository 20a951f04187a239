package dev.peaberry.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The folders of an archive, which need not have entries of their own. */
final class ArchiveFolders {
  private final Set<String> paths = new LinkedHashSet<>();

  /** A name as a relative path: backslashes, leading slashes, empty and "." parts are removed. */
  static String clean(String name) {
    if (name.indexOf('\\') < 0 && name.indexOf("//") < 0 && !startsOddly(name)) {
      return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }
    return Arrays.stream(name.replace('\\', '/').split("/"))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .collect(Collectors.joining("/"));
  }

  private static boolean startsOddly(String name) {
    return name.startsWith("/") || name.startsWith("./") || name.contains("/./");
  }

  void add(String folder) {
    if (!folder.isEmpty() && paths.add(folder)) {
      addParents(folder);
    }
  }

  void addParents(String path) {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      add(path.substring(0, slash));
    }
  }

  Set<String> all() {
    return paths;
  }
}
