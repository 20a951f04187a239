package dev.peaberry.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which cache suits some pictures on this machine, and why. Immutable.
 *
 * @param cache where the decoded pictures are kept
 * @param reason one line for a person
 */
public record CachePlan(Cache cache, String reason) {
  private static final String HALF = "half of what Java has free";

  /**
   * Memory where they take at most half of the heap that is free, else a file below a folder where
   * they take at most half of the free disk, else nothing; nothing, too, if they are read once.
   *
   * @param bytes of all decoded pictures: height times width times channels
   * @param passes how often they are read
   * @param folder where the file would lie; need not exist yet
   */
  public static CachePlan of(long bytes, long passes, Path folder) {
    Runtime java = Runtime.getRuntime();
    long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
    return of(bytes, passes, folder, free / 2, freeDisk(folder) / 2);
  }

  static CachePlan of(long bytes, long passes, Path folder, long memory, long disk) {
    if (passes <= 1) {
      return new CachePlan(
          Cache.none(), "Decoded pictures are not kept: each is used in one epoch only");
    }
    if (bytes <= memory) {
      return new CachePlan(
          new Cache.Memory(Math.max(1, memory)),
          "Decoded pictures are kept in memory: they take %s of %s, %s"
              .formatted(Bytes.text(bytes), Bytes.text(memory), HALF));
    }
    if (bytes <= disk) {
      return new CachePlan(
          Cache.disk(folder),
          "Decoded pictures are kept on disk, in %s: they take %s, more than %s, %s"
              .formatted(folder, Bytes.text(bytes), Bytes.text(memory), HALF));
    }
    return new CachePlan(
        Cache.none(),
        "Decoded pictures are not kept: they take %s, more than %s, %s, and %s, half of what the disk has"
            .formatted(Bytes.text(bytes), Bytes.text(memory), HALF, Bytes.text(disk)));
  }

  /** What the disk of a folder has, or of the nearest folder above that exists. */
  private static long freeDisk(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      return 0; // a disk that does not answer is no place for a cache
    }
  }
}
