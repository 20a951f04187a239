package dev.peaberry.config;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes files that are either complete or absent: a reader, or the next start after a kill, never
 * sees half of one. Stateless and thread-safe; of two writers of one file the last one to finish
 * wins.
 */
public final class AtomicFiles {
  private static final String PREFIX = ".peaberry-";
  private static final String SUFFIX = ".tmp";

  private AtomicFiles() {}

  /**
   * Writes a file under a temporary name in the same folder, forces it to the disk and moves it
   * into place. Missing parent folders are created. If the body fails in any way, the temporary
   * file is deleted and an older file of this name stays as it was. The body may close its stream.
   * An interrupted thread can still write, so that a cancelled training can save its state.
   *
   * @throws IOException if the body throws it, if writing fails, or if {@code file} exists and is
   *     no regular file (a folder, a device)
   */
  public static void write(Path file, IOConsumer<? super OutputStream> body) throws IOException {
    Path target = destination(file.toAbsolutePath());
    Path folder = target.getParent();
    Files.createDirectories(folder);
    Path temporary = Files.createFile(folder.resolve(temporaryName()));
    try {
      fill(temporary, body);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (Throwable failure) {
      delete(temporary, failure);
      throw failure;
    }
    forceFolder(folder);
  }

  /** The file to replace: a symbolic link stays a link, and what it points to is replaced. */
  private static Path destination(Path file) throws IOException {
    if (!Files.exists(file)) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(
            file.toString(), null, "is a link to a file that does not exist; delete it first");
      }
      return file;
    }
    if (!Files.isRegularFile(file)) {
      throw new FileSystemException(
          file.toString(), null, "is a folder or a device, expected a file; choose another name");
    }
    return file.toRealPath();
  }

  private static String temporaryName() {
    return PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong()) + SUFFIX;
  }

  /** Whether a file has the name of one that is being written. */
  public static boolean isTemporary(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  // A FileChannel closes itself when its thread is interrupted; a FileOutputStream does not.
  private static void fill(Path file, IOConsumer<? super OutputStream> body) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      KeptOpen stream = new KeptOpen(new BufferedOutputStream(out, 1 << 16));
      body.accept(stream);
      stream.flush();
      out.getFD().sync();
    }
  }

  private static void delete(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  // The name is on the disk only when the folder is; where folders cannot be opened (Windows) the
  // file system sees to it.
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }

  /** Closing it flushes only: the file is still to be forced to the disk. */
  private static final class KeptOpen extends FilterOutputStream {
    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
