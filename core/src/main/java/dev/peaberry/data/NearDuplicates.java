package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Pictures that are copies of one another: the same file, or one saved anew, resized, brightened,
 * turned grey or cropped a little, and shots of one scene taken in quick succession. Immutable.
 *
 * <p>Candidates are those whose perceptual hashes differ in at most {@link #MOST_DISTANT} of 64
 * bits; of these small grey pictures are laid over one another, and only what agrees in tones and
 * in details counts. Blank pictures are copies of one another only byte for byte. Time grows with
 * the number of pictures, not with its square: a picture is laid over 64 others at most, those with
 * the nearest hashes.
 *
 * @param clusters pictures that are copies, two or more in each, in the order of the first of each
 * @param compared the number of pictures that were compared; the others could not be read
 */
public record NearDuplicates(List<Cluster> clusters, int compared) {
  /** In how many bits the hashes of two copies may differ. */
  public static final int MOST_DISTANT = 10;

  private static final int MOST_CANDIDATES = 4096;
  private static final int MOST_FITS = 64;

  /** Copies the list. */
  public NearDuplicates {
    clusters = List.copyOf(clusters);
  }

  /**
   * Pictures that are copies of one another. Immutable.
   *
   * @param members ascending by index; the first is the one to keep
   */
  public record Cluster(List<Member> members) {
    /** Copies the list. */
    public Cluster {
      members = List.copyOf(members);
    }

    /** The indices of the pictures, ascending. */
    public List<Integer> indices() {
      return members.stream().map(Member::index).toList();
    }
  }

  /**
   * A picture of a cluster. Immutable.
   *
   * @param index the picture's index
   * @param distance the number of bits, 0 to 64, in which its hash differs from that of the
   *     cluster's first picture
   * @param identical whether its bytes are those of the cluster's first picture
   */
  public record Member(int index, int distance, boolean identical) {}

  /** Reads every picture once, on all processors, and looks for copies. */
  public static NearDuplicates of(ImageSource source, Progress progress) {
    return of(source, ParallelScan.allProcessors(), progress);
  }

  /**
   * Reads every picture once and looks for copies; pictures that cannot be read are left out.
   *
   * @param threads how many pictures are worked on at the same time; the result does not depend on
   *     it
   * @throws IllegalArgumentException if there are less than 1 threads
   * @throws DataException if the thread is interrupted
   */
  public static NearDuplicates of(ImageSource source, int threads, Progress progress) {
    List<Optional<Fingerprint>> prints = new ArrayList<>(source.size());
    for (int i = 0; i < source.size(); i++) {
      prints.add(Optional.empty());
    }
    ParallelScan.run(
        "Looking for copies",
        source.size(),
        threads,
        progress,
        i -> {
          try {
            prints.set(i, Optional.of(Fingerprint.of(source, i)));
          } catch (BrokenImageException e) {
            // Whoever uses the pictures counts the broken ones; here they are copies of nothing.
            prints.set(i, Optional.empty());
          }
        });
    return among(prints, threads, progress);
  }

  /**
   * Looks for copies among pictures whose fingerprints are known.
   *
   * @param fingerprints by index; empty for pictures that could not be read
   * @param threads how many are compared at the same time; the result does not depend on it
   * @throws IllegalArgumentException if there are less than 1 threads
   * @throws DataException if the thread is interrupted
   */
  public static NearDuplicates among(
      List<Optional<Fingerprint>> fingerprints, int threads, Progress progress) {
    Components components = new Components(fingerprints.size());
    Fingerprint[] prints =
        fingerprints.stream().map(each -> each.orElse(null)).toArray(Fingerprint[]::new);
    joinCandidates(prints, joinIdentical(prints, components), components, threads, progress);
    int compared = (int) Arrays.stream(prints).filter(each -> each != null).count();
    return new NearDuplicates(clusters(prints, components), compared);
  }

  /** The first of each picture, blank ones left out. */
  private static int[] joinIdentical(Fingerprint[] prints, Components components) {
    Map<Checksum, Integer> firsts = new HashMap<>();
    IntStream.Builder distinct = IntStream.builder();
    for (int i = 0; i < prints.length; i++) {
      if (prints[i] != null) {
        Integer first = firsts.putIfAbsent(prints[i].checksum(), i);
        if (first != null) {
          components.join(first, i);
        } else if (!prints[i].isBlank()) {
          distinct.add(i);
        }
      }
    }
    return distinct.build().toArray();
  }

  private static void joinCandidates(
      Fingerprint[] prints, int[] distinct, Components components, int threads, Progress progress) {
    HashIndex index =
        new HashIndex(Arrays.stream(distinct).mapToLong(i -> prints[i].hash()).toArray());
    ParallelScan.run(
        "Comparing pictures",
        distinct.length,
        threads,
        progress,
        position -> {
          Fingerprint print = prints[distinct[position]];
          int[] near = index.near(print.hash(), MOST_DISTANT, position, MOST_CANDIDATES);
          Arrays.stream(near)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingInt(other -> print.distance(prints[distinct[other]]))
                      .thenComparingInt(other -> other))
              .limit(MOST_FITS)
              .forEach(
                  other -> joinIfCopy(prints, distinct[position], distinct[other], components));
        });
  }

  private static void joinIfCopy(Fingerprint[] prints, int one, int other, Components components) {
    if (!components.joined(one, other)
        && Resemblance.of(prints[one].levels(), prints[other].levels()).isCopy()) {
      components.join(one, other);
    }
  }

  private static List<Cluster> clusters(Fingerprint[] prints, Components components) {
    Map<Integer, List<Member>> byFirst = new TreeMap<>();
    for (int i = 0; i < prints.length; i++) {
      int first = components.first(i);
      if (prints[i] != null) {
        byFirst
            .computeIfAbsent(first, each -> new ArrayList<>())
            .add(
                new Member(
                    i,
                    prints[i].distance(prints[first]),
                    prints[i].checksum().equals(prints[first].checksum())));
      }
    }
    return byFirst.values().stream()
        .filter(members -> members.size() > 1)
        .map(Cluster::new)
        .toList();
  }

  /** Sets of indices that grow together; the smallest index stands for its set. Thread-safe. */
  private static final class Components {
    private final int[] parents;

    Components(int size) {
      parents = IntStream.range(0, size).toArray();
    }

    synchronized int first(int index) {
      int at = index;
      while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
      }
      return at;
    }

    synchronized boolean joined(int one, int other) {
      return first(one) == first(other);
    }

    synchronized void join(int one, int other) {
      int first = first(one);
      int second = first(other);
      parents[Math.max(first, second)] = Math.min(first, second);
    }
  }
}
