package dev.peaberry.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pictures that are the same file, byte for byte, under different names. Immutable.
 *
 * @param groups pictures that are the same, in the order of the first of each
 * @param compared the number of pictures that were compared with all others
 * @param left the number of pictures that were not, because too much would have had to be read
 */
public record Duplicates(List<List<Copy>> groups, int compared, int left) {
  private static final long BYTES_OF_OPENING = 16 << 10;
  private static final Comparator<Copy> IN_ORDER =
      Comparator.comparingInt(Copy::source).thenComparingInt(Copy::index);

  /** Copies the groups. */
  public Duplicates {
    groups = groups.stream().map(List::copyOf).toList();
  }

  /**
   * A picture of one of several sources.
   *
   * @param source which source
   * @param index the picture's index there
   */
  public record Copy(int source, int index) {}

  /** Files of one length. */
  private record Alike(long length, List<Copy> copies) {
    /** To open a file takes as long as to read and sum up some kilobytes. */
    long bytes() {
      return Math.max(length, BYTES_OF_OPENING) * copies.size();
    }
  }

  /**
   * Looks for them in one source or across several. Takes as long as reading the files whose
   * lengths agree; pictures that are not held as files are left out.
   *
   * @param mostBytes how much is read at most, a file counting for 16 KiB at least; the lengths
   *     with the fewest bytes come first
   */
  public static Duplicates among(List<? extends ImageSource> sources, long mostBytes) {
    List<Alike> byLength = byLength(sources);
    int pictures = byLength.stream().mapToInt(alike -> alike.copies().size()).sum();
    List<Alike> several =
        byLength.stream()
            .filter(alike -> alike.copies().size() > 1)
            .sorted(Comparator.comparingLong(Alike::bytes))
            .toList();
    List<Copy> read = new ArrayList<>();
    int left = 0;
    long bytes = 0;
    for (Alike alike : several) {
      bytes += alike.bytes();
      if (bytes <= mostBytes) {
        read.addAll(alike.copies());
      } else {
        left += alike.copies().size();
      }
    }
    return new Duplicates(groups(sources, read), pictures - left, left);
  }

  private static List<Alike> byLength(List<? extends ImageSource> sources) {
    Map<Long, List<Copy>> byLength = new TreeMap<>();
    for (int source = 0; source < sources.size(); source++) {
      for (int index = 0; index < sources.get(source).size(); index++) {
        Copy copy = new Copy(source, index);
        sources
            .get(source)
            .fileLength(index)
            .ifPresent(
                length -> byLength.computeIfAbsent(length, each -> new ArrayList<>()).add(copy));
      }
    }
    return byLength.entrySet().stream()
        .map(entry -> new Alike(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static List<List<Copy>> groups(List<? extends ImageSource> sources, List<Copy> copies) {
    Map<Optional<Checksum>, List<Copy>> byContent =
        copies.parallelStream().collect(Collectors.groupingBy(copy -> content(sources, copy)));
    byContent.remove(Optional.<Checksum>empty());
    Collection<List<Copy>> same = byContent.values();
    return same.stream()
        .filter(group -> group.size() > 1)
        .map(group -> group.stream().sorted(IN_ORDER).toList())
        .sorted(Comparator.comparing(group -> group.get(0), IN_ORDER))
        .toList();
  }

  /** What stands for a file's content; empty if it cannot be read. */
  private static Optional<Checksum> content(List<? extends ImageSource> sources, Copy copy) {
    try {
      return sources
          .get(copy.source())
          .file(copy.index())
          .map(content -> Checksum.of(content, Checksum.Algorithm.SHA_256));
    } catch (BrokenImageException e) {
      return Optional.empty();
    }
  }
}
