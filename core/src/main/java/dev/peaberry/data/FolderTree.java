package dev.peaberry.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder on disk. Links to files are followed; links to folders only where they are classes, that
 * is directly below the root, as Keras does, so that no cycle is walked.
 */
final class FolderTree implements FileTree {
  private static final String SEPARATOR = FileSystems.getDefault().getSeparator();

  private final Path root;
  private final int prefix;
  private final List<Entry> files = new ArrayList<>();
  private final Set<String> folders = new LinkedHashSet<>();
  private final List<String> linksOut = new ArrayList<>();

  private FolderTree(Path root) {
    this.root = root;
    this.prefix = root.resolve("x").toString().length() - 1;
  }

  static FolderTree open(Path root) throws IOException {
    FolderTree tree = new FolderTree(root);
    tree.list();
    return tree;
  }

  /** A folder of which only these files count, found already; nothing is listed. */
  static FolderTree of(Path root, List<Entry> files) {
    FolderTree tree = new FolderTree(root);
    tree.files.addAll(files);
    return tree;
  }

  /** The folders below the root, and those within one that may be a part; no files. */
  static FolderTree openForParts(Path root) throws IOException {
    FolderTree tree = new FolderTree(root);
    for (Path child : children(root)) {
      if (Files.isDirectory(child)) {
        tree.folders.add(tree.name(child));
        if (DataPart.find(tree.name(child)).isPresent()) {
          children(child).stream()
              .filter(Files::isDirectory)
              .forEach(each -> tree.folders.add(tree.name(each)));
        }
      }
    }
    return tree;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.toList();
    }
  }

  private void list() throws IOException {
    Path realRoot = root.toRealPath();
    for (Path child : children(root)) {
      if (Files.isDirectory(child)) {
        Files.walkFileTree(child, new Lister(child, realRoot));
      } else {
        add(child, attributes(child));
      }
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      // A link that leads nowhere.
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private void add(Path file, BasicFileAttributes attributes) {
    files.add(new Entry(name(file), attributes.size(), attributes.lastModifiedTime().toMillis()));
  }

  private String name(Path path) {
    // Not by relativize, which is most of the time of listing many files.
    String relative = path.toString().substring(prefix);
    return SEPARATOR.equals("/") ? relative : relative.replace(SEPARATOR, "/");
  }

  private final class Lister extends SimpleFileVisitor<Path> {
    private final Path start;
    private final Path realRoot;

    Lister(Path start, Path realRoot) {
      this.start = start;
      this.realRoot = realRoot;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      folders.add(name(folder));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!attributes.isSymbolicLink()) {
        add(file, attributes);
        return FileVisitResult.CONTINUE;
      }
      boolean followed = file.equals(start) || !Files.isDirectory(file);
      if (followed && leadsOut(file, realRoot)) {
        linksOut.add(name(file));
      }
      if (file.equals(start)) {
        folders.add(name(file));
        Files.walkFileTree(file.toRealPath(), new LinkedLister(file));
      } else if (followed) {
        add(file, attributes);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /** A picture that a link leads to nowhere is a broken one. */
  private static boolean leadsOut(Path link, Path realRoot) {
    try {
      return !link.toRealPath().startsWith(realRoot);
    } catch (IOException e) {
      return false;
    }
  }

  /** Lists what a linked class folder points to under the link's own name. */
  private final class LinkedLister extends SimpleFileVisitor<Path> {
    private final Path link;
    private final Path target;

    LinkedLister(Path link) throws IOException {
      this.link = link;
      this.target = link.toRealPath();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!Files.isDirectory(file)) {
        add(link.resolve(target.relativize(file).toString()), attributes);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public List<Entry> files() {
    return files;
  }

  @Override
  public Set<String> folders() {
    return folders;
  }

  @Override
  public List<String> linksOut() {
    return linksOut;
  }

  @Override
  public InputStream open(int file) throws IOException {
    Path path = path(file);
    // Reading a pipe would wait for somebody to write.
    if (Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
      throw new IOException("is a device or a pipe, not a file");
    }
    return Files.newInputStream(path);
  }

  @Override
  public Optional<Path> location(int file) {
    return Optional.of(path(file));
  }

  private Path path(int file) {
    return root.resolve(files.get(file).path());
  }

  @Override
  public void close() {}
}
