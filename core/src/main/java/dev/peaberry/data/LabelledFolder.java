package dev.peaberry.data;

import dev.peaberry.image.ImageDecoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Pictures in one folder or archive, or anywhere below it, whose names tell what they show, such as
 * {@code cat.0.jpg}. Immutable and thread-safe; an archive stays open until this is closed.
 *
 * <pre>{@code
 * LabelledFolder.of(Path.of("photos"), name -> Optional.of(name.split("\\.")[0]));
 * }</pre>
 *
 * <p>Pictures come by name and classes by their names, both by code point.
 */
public final class LabelledFolder extends FileSource {
  private final Path path;
  private final List<String> classNames;
  private final int[] labels;
  private final int unlabelled;

  private LabelledFolder(
      Path path,
      FileTree tree,
      PictureFiles files,
      List<String> classNames,
      int[] labels,
      int unlabelled) {
    super(path, tree, files);
    this.path = path;
    this.classNames = classNames;
    this.labels = labels;
    this.unlabelled = unlabelled;
  }

  /**
   * Lists a folder or a zip, tar or tar.gz archive. Files whose names do not end as those of
   * pictures do are passed over.
   *
   * @param labelOf gives the class of a picture by its path relative to the root, with slashes;
   *     empty for one that is to be left out
   * @throws DataException if the path is not there or is neither, or no picture has a class
   */
  public static LabelledFolder of(Path path, Function<String, Optional<String>> labelOf) {
    FileTree tree = FileTree.open(path);
    try {
      return of(path, tree, labelOf);
    } catch (RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  private static LabelledFolder of(
      Path path, FileTree tree, Function<String, Optional<String>> labelOf) {
    TreeMap<String, Integer> pictures = new TreeMap<>(CodePoints.ORDER);
    for (int i = 0; i < tree.files().size(); i++) {
      String name = tree.files().get(i).path();
      if (isPicture(name)) {
        pictures.put(name, i);
      }
    }
    Map<String, String> classes = new HashMap<>();
    for (String name : pictures.keySet()) {
      labelOf.apply(name).ifPresent(label -> classes.put(name, label));
    }
    if (classes.isEmpty()) {
      throw new DataException(
          pictures.isEmpty()
              ? "No pictures in " + path + ", expected files such as cat.0.jpg; check the path"
              : "Found %d pictures in %s, none of which has a class by its name, such as '%s'; change the rule"
                  .formatted(pictures.size(), path, pictures.firstKey()));
    }
    TreeSet<String> names = new TreeSet<>(CodePoints.ORDER);
    names.addAll(classes.values());
    List<String> classNames = List.copyOf(names);
    List<String> labelled = pictures.keySet().stream().filter(classes::containsKey).toList();
    return new LabelledFolder(
        path,
        tree,
        new PictureFiles(
            tree,
            "",
            labelled.stream().mapToInt(pictures::get).toArray(),
            ImageDecoder.DEFAULT_PIXEL_LIMIT),
        classNames,
        labelled.stream().mapToInt(name -> classNames.indexOf(classes.get(name))).toArray(),
        pictures.size() - labelled.size());
  }

  private static boolean isPicture(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return ImageFolder.DEFAULT_EXTENSIONS.stream().anyMatch(lower::endsWith);
  }

  /** How many pictures were left out, for they have no class. */
  public int unlabelled() {
    return unlabelled;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  /** For example {@code "2000 pictures of 2 classes in photos"}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d pictures of %d classes in %s", size(), classNames.size(), path);
  }
}
