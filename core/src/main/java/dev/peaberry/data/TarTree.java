package dev.peaberry.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * A tar archive, read in place through an index of its entries. A compressed one is unpacked once
 * into a temporary tar file, which disappears when this is closed.
 */
final class TarTree implements FileTree {
  private static final long UNPACKED_LIMIT = 64L << 30;
  private static final long UNPACKED_RATIO = 200;
  private static final long UNPACKED_ALLOWANCE = 64L << 20;

  // Not a FileChannel: that closes itself for everybody when one reading thread is interrupted.
  private final RandomAccessFile tar;
  private final Optional<Path> temporary;
  private final List<Long> offsets = new ArrayList<>();
  private final List<Entry> files = new ArrayList<>();
  private final ArchiveFolders folders = new ArchiveFolders();

  private TarTree(Path file, Optional<Path> temporary) throws IOException {
    this.temporary = temporary;
    try (TarFile index = new TarFile(file)) {
      index.getEntries().forEach(this::add);
    }
    this.tar = new RandomAccessFile(file.toFile(), "r");
  }

  static TarTree open(Path file) throws IOException {
    return new TarTree(file, Optional.empty());
  }

  static TarTree openGzip(Path file) throws IOException {
    Path temporary = Files.createTempFile("peaberry-", ".tar");
    temporary.toFile().deleteOnExit();
    try {
      unpack(file, temporary);
      return new TarTree(temporary, Optional.of(temporary));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private static void unpack(Path file, Path target) throws IOException {
    long limit = Math.min(UNPACKED_LIMIT, Files.size(file) * UNPACKED_RATIO + UNPACKED_ALLOWANCE);
    byte[] buffer = new byte[1 << 16];
    long written = 0;
    try (InputStream packed =
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16);
        OutputStream out = Files.newOutputStream(target)) {
      for (int count; (count = packed.read(buffer)) >= 0; written += count) {
        if (written + count > limit) {
          throw new DataException(
              file + " unpacks to more than " + limit + " bytes: not a sane archive of pictures");
        }
        out.write(buffer, 0, count);
      }
    }
  }

  private void add(TarArchiveEntry entry) {
    String path = ArchiveFolders.clean(entry.getName());
    if (entry.isDirectory()) {
      folders.add(path);
    } else if (entry.isFile() && !isLink(entry) && !entry.isSparse() && !path.isEmpty()) {
      folders.addParents(path);
      offsets.add(entry.getDataOffset());
      files.add(new Entry(path, entry.getSize(), entry.getLastModifiedTime().toMillis()));
    }
  }

  /** Links of either kind may point anywhere; TarArchiveEntry takes symbolic ones for files. */
  private static boolean isLink(TarArchiveEntry entry) {
    return entry.isLink() || entry.isSymbolicLink();
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
    return new ByteArrayInputStream(read(file));
  }

  @Override
  public byte[] read(int file) throws IOException {
    long offset = offsets.get(file);
    long size = files.get(file).size();
    if (size > LARGEST_FILE) {
      throw new IOException("larger than " + (LARGEST_FILE >> 20) + " MiB");
    }
    synchronized (tar) {
      if (size > tar.length() - offset) {
        throw new EOFException("the archive ends within this file");
      }
      byte[] contents = new byte[(int) size];
      tar.seek(offset);
      tar.readFully(contents);
      return contents;
    }
  }

  @Override
  public void close() {
    try {
      tar.close();
      if (temporary.isPresent()) {
        Files.deleteIfExists(temporary.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
