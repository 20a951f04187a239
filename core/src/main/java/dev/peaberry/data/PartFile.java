package dev.peaberry.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The part of a download that has come so far: {@code NAME.part}, with the server's mark of the
 * version it belongs to in {@code NAME.part.version}. Held by one process at a time through a lock
 * on {@code NAME.lock}. Confined to one thread.
 */
final class PartFile implements AutoCloseable {
  private static final int LONGEST_VERSION = 1000;

  private final Path path;
  private final Path version;
  private final Path lockFile;
  private final FileChannel lockChannel;
  private final FileChannel channel;

  private PartFile(Path target, FileChannel lockChannel) throws IOException {
    this.path = beside(target, ".part");
    this.version = beside(target, ".part.version");
    this.lockFile = beside(target, ".lock");
    this.lockChannel = lockChannel;
    this.channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.position(channel.size());
  }

  /**
   * Opens what has come of a download, creating its folder.
   *
   * @throws DataException if another process or thread holds it
   */
  static PartFile open(Path target) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    FileChannel lockChannel =
        FileChannel.open(
            beside(target, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock(lockChannel, target);
      return new PartFile(target, lockChannel);
    } catch (IOException | RuntimeException e) {
      lockChannel.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  long size() throws IOException {
    return channel.size();
  }

  /** The entity tag or date under which the server knows the version that has come so far. */
  Optional<String> version() throws IOException {
    if (!Files.isRegularFile(version) || Files.size(version) > LONGEST_VERSION) {
      return Optional.empty();
    }
    String text = Files.readString(version).strip();
    // It goes into a request header: anything but printable ASCII was not written by us.
    return text.matches("[ -~]+") ? Optional.of(text) : Optional.empty();
  }

  void setVersion(Optional<String> found) throws IOException {
    if (found.isPresent() && found.get().length() <= LONGEST_VERSION) {
      Files.writeString(version, found.get());
    } else {
      Files.deleteIfExists(version);
    }
  }

  void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  void clear() throws IOException {
    channel.truncate(0);
    Files.deleteIfExists(version);
  }

  /** Gives the complete file its final name. Nothing can be appended afterwards. */
  void moveTo(Path target) throws IOException {
    channel.force(true);
    channel.close();
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(version);
  }

  @Override
  public void close() throws IOException {
    try (lockChannel) {
      boolean empty = channel.isOpen() && channel.size() == 0;
      channel.close();
      if (empty) {
        Files.deleteIfExists(path);
      }
    }
    Files.deleteIfExists(lockFile);
  }

  private static void lock(FileChannel lockChannel, Path target) throws IOException {
    try {
      FileLock lock = lockChannel.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new DataException(busy(target), e);
    }
    throw new DataException(busy(target));
  }

  private static String busy(Path target) {
    return target + " is being downloaded by somebody else right now; wait for it and try again";
  }

  private static Path beside(Path target, String ending) {
    return target.resolveSibling(target.getFileName() + ending);
  }
}
