package dev.peaberry.cli;

import dev.peaberry.data.Cache;
import dev.peaberry.data.CacheFolder;

/** Where decoded pictures are kept between epochs. */
enum CacheChoice {
  /** In the Java heap. */
  MEMORY,
  /** In a file in the cache folder, used again by later runs. */
  DISK,
  /** Nowhere. */
  NONE;

  /** In memory if all pictures take at most half of the heap, else nowhere. */
  static CacheChoice usual(long bytes) {
    return bytes <= Runtime.getRuntime().maxMemory() / 2 ? MEMORY : NONE;
  }

  Cache toCache() {
    return switch (this) {
      case MEMORY -> Cache.memory();
      case DISK -> Cache.disk(CacheFolder.standard().resolve("pictures"));
      case NONE -> Cache.none();
    };
  }
}
