package dev.peaberry.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Pictures in a file that grows while they are decoded. When it has all of them it gets its name
 * and is mapped into memory; a run that ends before leaves nothing. Thread-safe.
 */
final class GrowingDiskStore implements PixelStore {
  private static final String UNFINISHED = ".unfinished";
  private static final Duration ABANDONED = Duration.ofDays(3);

  private final Path file;
  private final Path unfinished;
  private final String key;
  private final int size;
  private final int rowBytes;
  private final BrokenImages broken;
  private final FileChannel channel;
  private final KnownRows ready;
  private final KnownRows known;
  private volatile Optional<DiskStore> complete = Optional.empty();

  private GrowingDiskStore(
      Path file, Path unfinished, String key, int size, int rowBytes, BrokenImages broken)
      throws IOException {
    this.file = file;
    this.unfinished = unfinished;
    this.key = key;
    this.size = size;
    this.rowBytes = rowBytes;
    this.broken = broken;
    this.ready = new KnownRows(size);
    this.known = new KnownRows(size);
    this.channel = FileChannel.open(unfinished, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * An empty store.
   *
   * @param file where the complete one shall be
   * @param size the number of pictures
   * @throws DataException if the disk has no room for them
   */
  static GrowingDiskStore create(Path file, String key, int size, int rowBytes, BrokenImages broken)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    deleteAbandoned(folder);
    requireFits(folder, (long) size * rowBytes);
    Path unfinished = Files.createFile(folder.resolve(UUID.randomUUID() + UNFINISHED));
    unfinished.toFile().deleteOnExit();
    return new GrowingDiskStore(file, unfinished, key, size, rowBytes, broken);
  }

  private static void requireFits(Path folder, long bytes) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (bytes > free) {
      throw new DataException(
          "The pictures take %s on disk, and %s has %s free: make room, make them smaller, or use no cache"
              .formatted(Bytes.text(bytes), folder, Bytes.text(free)));
    }
  }

  /** What a run that was killed has left; one that goes on writes all the time. */
  private static void deleteAbandoned(Path folder) throws IOException {
    Instant before = Instant.now().minus(ABANDONED);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.filter(path -> path.toString().endsWith(UNFINISHED)).toList()) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(before)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  @Override
  public boolean has(int index) {
    return ready.contains(index);
  }

  @Override
  public boolean isComplete() {
    return complete.isPresent();
  }

  @Override
  public void copy(int index, byte[] target, int offset) {
    Optional<DiskStore> mapped = complete;
    if (mapped.isPresent()) {
      mapped.get().copy(index, target, offset);
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, rowBytes);
    long at = (long) index * rowBytes;
    try {
      for (int count = 0; buffer.hasRemaining() && count >= 0; ) {
        count = channel.read(buffer, at + buffer.position() - offset);
      }
    } catch (IOException e) {
      throw failure(unfinished, e);
    }
  }

  @Override
  public void put(int index, byte[] pixels, int offset) {
    try {
      write(ByteBuffer.wrap(pixels, offset, rowBytes).slice(), (long) index * rowBytes);
      ready.completes(index);
      add(index);
    } catch (IOException e) {
      throw failure(unfinished, e);
    }
  }

  @Override
  public void skip(int index) {
    try {
      add(index);
    } catch (IOException e) {
      throw failure(unfinished, e);
    }
  }

  private void add(int index) throws IOException {
    if (known.completes(index)) {
      finish();
    }
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, at + bytes.position());
    }
  }

  private void finish() throws IOException {
    DiskStore.Table table = new DiskStore.Table(key, rowBytes, size, broken.entries());
    write(ByteBuffer.wrap(DiskStore.end(table)), (long) size * rowBytes);
    channel.force(true);
    try {
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
    complete = DiskStore.open(file, key, rowBytes);
  }

  /** Takes away an incomplete file at once rather than at the end of the process. */
  void discard() {
    try {
      channel.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw failure(unfinished, e);
    }
  }

  /** What is said if a file of the cache cannot be used. */
  static DataException failure(Path file, IOException e) {
    return new DataException("Cannot use the picture cache " + file + ": " + Reasons.of(e), e);
  }
}
