package dev.peaberry.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The classes below a root and their pictures, in Keras's order. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
record ClassListing(List<String> classNames, int[] files, int[] labels) {
  private static final Comparator<Found> BY_PATH =
      Comparator.comparingInt(Found::label)
          .thenComparing((one, other) -> one.byFolder(other))
          .thenComparing((one, other) -> one.byName(other));

  /** A picture; its path as the tree has it, since there may be a million of them. */
  private record Found(int label, String path, int slash, int file) {
    int byFolder(Found other) {
      return CodePoints.compare(path, 0, slash, other.path, 0, other.slash);
    }

    int byName(Found other) {
      return CodePoints.compare(
          path, slash + 1, path.length(), other.path, other.slash + 1, other.path.length());
    }
  }

  static ClassListing of(FileTree tree, String root, Set<String> extensions, String label) {
    List<String> classes = Roots.children(tree, root);
    if (classes.isEmpty()) {
      throw new DataException(noClasses(tree, root, extensions, label));
    }
    List<Found> found = find(tree, root, classes, extensions);
    if (found.isEmpty()) {
      throw new DataException(
          "No pictures in "
              + label
              + ": its "
              + classes.size()
              + " folders hold no "
              + String.join(", ", new TreeSet<>(extensions)));
    }
    requireAll(classes, found, label);
    found.sort(BY_PATH.thenComparingInt(Found::file));
    List<Found> single = withoutRepetitions(found);
    return new ClassListing(
        classes,
        single.stream().mapToInt(Found::file).toArray(),
        single.stream().mapToInt(Found::label).toArray());
  }

  /** Of two archive entries of one name the later one counts, as when unpacking. */
  private static List<Found> withoutRepetitions(List<Found> sorted) {
    List<Found> single = new ArrayList<>(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      if (i == sorted.size() - 1 || BY_PATH.compare(sorted.get(i), sorted.get(i + 1)) != 0) {
        single.add(sorted.get(i));
      }
    }
    return single;
  }

  private static List<Found> find(
      FileTree tree, String root, List<String> classes, Set<String> extensions) {
    Map<String, Integer> labels = new HashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      labels.put(classes.get(i), i);
    }
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < tree.files().size(); i++) {
      String path = tree.files().get(i).path();
      int slash = path.indexOf('/', root.length());
      if (slash < 0 || !path.startsWith(root) || !isPicture(path, extensions)) {
        continue;
      }
      Integer label = labels.get(path.substring(root.length(), slash));
      if (label != null) {
        found.add(new Found(label, path, path.lastIndexOf('/'), i));
      }
    }
    return found;
  }

  private static boolean isPicture(String path, Set<String> extensions) {
    // Not only the part after the last dot: Keras looks at how the name ends.
    String lower = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return extensions.stream().anyMatch(lower::endsWith);
  }

  private static void requireAll(List<String> classes, List<Found> found, String label) {
    boolean[] present = new boolean[classes.size()];
    found.forEach(picture -> present[picture.label()] = true);
    for (int i = 0; i < present.length; i++) {
      if (!present[i]) {
        throw new DataException(
            "Class %s of %s holds no pictures: add some or delete its folder"
                .formatted(classes.get(i), label));
      }
    }
  }

  private static String noClasses(
      FileTree tree, String root, Set<String> extensions, String label) {
    boolean loose =
        tree.files().stream()
            .map(FileTree.Entry::path)
            .anyMatch(path -> path.startsWith(root) && isPicture(path, extensions));
    return loose
        ? "Pictures lie directly in " + label + ": put each class into a folder of its own"
        : "No pictures in " + label + ": expected one folder for each class";
  }
}
