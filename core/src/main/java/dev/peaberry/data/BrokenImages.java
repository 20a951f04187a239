package dev.peaberry.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broken pictures met so far, each listed once, by index in their source. Thread-safe. */
final class BrokenImages {
  private static final Logger LOG = LoggerFactory.getLogger(BrokenImages.class);
  private static final int SHOWN = 3;

  private final SortedMap<Integer, BrokenImage> found = new ConcurrentSkipListMap<>();
  private final int total;
  private final double maxShare;

  /** For a source of {@code total} pictures of which a share may be broken. */
  BrokenImages(int total, double maxShare) {
    this.total = total;
    this.maxShare = maxShare;
  }

  /**
   * Adds one.
   *
   * @throws DataException if there are now too many
   */
  void add(int index, BrokenImage image) {
    if (found.put(index, image) == null) {
      LOG.info("Left out {}: {}", image.name(), image.reason());
    }
    if (found.size() > maxShare * total || found.size() == total) {
      throw new DataException(tooMany());
    }
  }

  private String tooMany() {
    String first =
        list().stream()
            .limit(SHOWN)
            .map(image -> image.name() + " (" + image.reason() + ")")
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "At least %d of %d pictures are broken, at most %.1f %% may be: %s%s; repair or delete them, or"
            + " allow a larger share",
        found.size(),
        total,
        100 * maxShare,
        first,
        found.size() > SHOWN ? ", ..." : "");
  }

  boolean contains(int index) {
    return found.containsKey(index);
  }

  Optional<BrokenImage> find(int index) {
    return Optional.ofNullable(found.get(index));
  }

  int count() {
    return found.size();
  }

  List<DiskStore.Broken> entries() {
    return found.entrySet().stream()
        .map(entry -> new DiskStore.Broken(entry.getKey(), entry.getValue()))
        .toList();
  }

  List<BrokenImage> list() {
    return List.copyOf(found.values());
  }
}
