package dev.peaberry.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip archive, read in place: its directory is listed, its entries are found by position. */
final class ZipTree implements FileTree {
  private final ZipFile zip;
  private final List<ZipEntry> entries = new ArrayList<>();
  private final List<Entry> files = new ArrayList<>();
  private final ArchiveFolders folders = new ArchiveFolders();

  private ZipTree(ZipFile zip) {
    this.zip = zip;
  }

  static ZipTree open(Path path) throws IOException {
    ZipTree tree = new ZipTree(zip(path));
    Collections.list(tree.zip.entries()).forEach(tree::add);
    return tree;
  }

  /** Names are UTF-8; archives older than that convention use the IBM PC's characters. */
  private static ZipFile zip(Path path) throws IOException {
    try {
      return new ZipFile(path.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      boolean name = e.getMessage() != null && e.getMessage().contains("name");
      if (name && Charset.isSupported("IBM437")) {
        return new ZipFile(path.toFile(), Charset.forName("IBM437"));
      }
      throw e;
    }
  }

  private void add(ZipEntry entry) {
    String path = ArchiveFolders.clean(entry.getName());
    if (entry.isDirectory()) {
      folders.add(path);
    } else if (!path.isEmpty()) {
      folders.addParents(path);
      entries.add(entry);
      files.add(new Entry(path, entry.getSize(), entry.getTime()));
    }
  }

  @Override
  public List<Entry> files() {
    return files;
  }

  @Override
  public Set<String> folders() {
    return folders.all();
  }

  @Override
  public InputStream open(int file) throws IOException {
    return zip.getInputStream(entries.get(file));
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
