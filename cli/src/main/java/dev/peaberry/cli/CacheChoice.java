package dev.peaberry.cli;

import dev.peaberry.data.Cache;
import dev.peaberry.data.CacheFolder;
import dev.peaberry.data.CachePlan;
import java.nio.file.Path;

/** Where decoded pictures are kept between epochs. */
enum CacheChoice {
  /** In memory if they fit, else on disk if they fit, else nowhere. */
  AUTO,
  /** In the Java heap. */
  MEMORY,
  /** In a file in the cache folder, used again by later runs. */
  DISK,
  /** Nowhere. */
  NONE;

  /**
   * What is done about pictures, and why.
   *
   * @param bytes of all of them, decoded
   * @param epochs how often they are read
   */
  CachePlan plan(long bytes, int epochs) {
    Path folder = CacheFolder.standard().resolve("pictures");
    return switch (this) {
      case AUTO -> CachePlan.of(bytes, epochs, folder);
      case MEMORY -> new CachePlan(Cache.memory(), "Decoded pictures are kept in memory");
      case DISK -> new CachePlan(Cache.disk(folder), "Decoded pictures are kept in " + folder);
      case NONE -> new CachePlan(Cache.none(), "Decoded pictures are not kept");
    };
  }
}
