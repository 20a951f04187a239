package dev.peaberry.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Opens the store that a pipeline's cache asks for. Stateless. */
final class PixelStores {
  /** Named by what decides the pixels beside the files, and by the layout of the file. */
  private static final String LAYOUT = "rows by index";

  private PixelStores() {}

  /**
   * A store for a source's pictures, empty or filled by an earlier run; none without a cache.
   *
   * @throws DataException if the pictures do not fit or the cache's file cannot be used
   */
  static Optional<PixelStore> open(
      ImageSource source, PipelineSettings settings, BrokenImages broken) {
    if (settings.cache() instanceof Cache.Memory memory) {
      MemoryStore.requireFits(source.size(), settings, memory.limit());
      return Optional.of(new MemoryStore(source.size(), settings.rowBytes()));
    }
    return settings.cache() instanceof Cache.Disk disk
        ? Optional.of(disk(disk.folder(), source, settings, broken))
        : Optional.empty();
  }

  private static PixelStore disk(
      Path folder, ImageSource source, PipelineSettings settings, BrokenImages broken) {
    String key = key(source, settings.pixels());
    Path file = folder.resolve(key.substring(0, 24) + ".pixels");
    try {
      Optional<DiskStore> present = DiskStore.open(file, key, settings.rowBytes());
      if (present.isEmpty()) {
        return GrowingDiskStore.create(file, key, source.size(), settings.rowBytes(), broken);
      }
      present.get().broken().forEach(found -> broken.add(found.index(), found.image()));
      return present.get();
    } catch (IOException e) {
      throw GrowingDiskStore.failure(file, e);
    }
  }

  /** Names rows by all that they depend on. */
  static String key(ImageSource source, String what) {
    MessageDigest digest = Checksum.Algorithm.SHA_256.digest();
    String rows = LAYOUT + " " + what;
    digest.update(rows.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < source.size(); i++) {
      digest.update(("\n" + source.version(i)).getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
