package dev.peaberry.data;

import dev.peaberry.image.ImageDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pictures in one folder for each class, on disk or inside a zip, tar or tar.gz archive that is not
 * unpacked. Immutable and thread-safe; an archive stays open until this is closed, and parts share
 * it.
 *
 * <p>Classes and pictures come in the order of Keras's {@code image_dataset_from_directory}:
 * folders below the root by name, then files by folder and name, all by code point; names that
 * begin with a dot are no classes. Unlike Keras, {@code .webp} files count by default; {@link
 * #KERAS_EXTENSIONS} gives Keras's list. An archive may hold everything in one common top folder.
 *
 * @see <a href="https://keras.io/api/data_loading/image/">Keras: image_dataset_from_directory</a>
 */
public final class ImageFolder extends FileSource {
  /** The file name extensions that Keras looks for. */
  public static final Set<String> KERAS_EXTENSIONS =
      Set.of(".bmp", ".gif", ".jpeg", ".jpg", ".png");

  /** Keras's extensions and {@code .webp}. */
  public static final Set<String> DEFAULT_EXTENSIONS =
      Set.of(".bmp", ".gif", ".jpeg", ".jpg", ".png", ".webp");

  private final Path path;
  private final String root;
  private final Set<String> extensions;
  private final long pixelLimit;
  private final ClassListing listing;

  private ImageFolder(
      Path path, FileTree tree, String root, Set<String> extensions, long pixelLimit) {
    this(
        path,
        tree,
        root,
        extensions,
        pixelLimit,
        ClassListing.of(tree, root, extensions, label(path, root)));
  }

  private ImageFolder(
      Path path,
      FileTree tree,
      String root,
      Set<String> extensions,
      long pixelLimit,
      ClassListing listing) {
    super(path, tree, new PictureFiles(tree, root, listing.files(), pixelLimit));
    this.path = path;
    this.root = root;
    this.extensions = extensions;
    this.pixelLimit = pixelLimit;
    this.listing = listing;
  }

  private static String label(Path path, String root) {
    return root.isEmpty() ? path.toString() : path + ", folder " + root.replaceAll("/$", "");
  }

  /**
   * Lists a folder or an archive.
   *
   * @throws DataException if it is not there, is neither, holds no class folders or pictures, or a
   *     class without pictures
   */
  public static ImageFolder open(Path path) {
    return open(path, "");
  }

  /**
   * Lists one sub-folder, such as {@code "train"}, of a folder or an archive.
   *
   * @throws DataException as {@link #open(Path)}, or if there is no such sub-folder
   */
  public static ImageFolder open(Path path, String folder) {
    FileTree tree = FileTree.open(path);
    try {
      String root = Roots.of(tree) + (folder.isEmpty() ? "" : ArchiveFolders.clean(folder) + "/");
      Roots.require(tree, root, path);
      return new ImageFolder(
          path, tree, root, DEFAULT_EXTENSIONS, ImageDecoder.DEFAULT_PIXEL_LIMIT);
    } catch (RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  /**
   * The sub-folders of a folder or an archive that look like prepared parts: {@code train} beside
   * {@code validation} or {@code test}, each with class folders. Empty if the path holds the class
   * folders themselves.
   *
   * @throws DataException if it is not there, or is neither a folder nor an archive
   */
  public static Optional<Parts> parts(Path path) {
    try (FileTree tree = FileTree.openForParts(path)) {
      return Parts.find(tree, Roots.of(tree));
    }
  }

  /**
   * Another sub-folder of the same path; an archive is shared and not opened again.
   *
   * @param folder its path from where {@link #open(Path)} begins, such as {@code "test"}
   * @throws DataException as {@link #open(Path, String)}
   */
  public ImageFolder folder(String folder) {
    String other = Roots.of(tree()) + ArchiveFolders.clean(folder) + "/";
    Roots.require(tree(), other, path);
    return new ImageFolder(path, tree(), other, extensions, pixelLimit);
  }

  /**
   * This folder with other extensions, with the dot, in lower case; their case in file names does
   * not matter.
   *
   * @throws DataException if a class is then without pictures
   */
  public ImageFolder withExtensions(Set<String> others) {
    return new ImageFolder(path, tree(), root, Set.copyOf(others), pixelLimit);
  }

  /** This folder with another limit on a picture's height times width. */
  public ImageFolder withPixelLimit(long pixels) {
    return new ImageFolder(path, tree(), root, extensions, pixels);
  }

  /** The folder or archive on disk. */
  public Path path() {
    return path;
  }

  @Override
  public List<String> classNames() {
    return listing.classNames();
  }

  @Override
  public int label(int index) {
    return listing.labels()[index];
  }

  /** The names of the files here that are no pictures by their extension, or lie in no class. */
  public List<String> strayFiles() {
    BitSet listed = new BitSet();
    Arrays.stream(listing.files()).forEach(listed::set);
    return IntStream.range(0, tree().files().size())
        .filter(file -> !listed.get(file))
        .mapToObj(file -> tree().files().get(file).path())
        .filter(file -> file.startsWith(root))
        .map(file -> file.substring(root.length()))
        .sorted(CodePoints.ORDER)
        .toList();
  }

  /** For example {@code "2000 pictures of 2 classes in data/train"}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d pictures of %d classes in %s",
        size(),
        classNames().size(),
        label(path, root));
  }
}
