package dev.peaberry.data;

import dev.peaberry.config.RandomState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Deals groups out to parts of a source so that each part gets its share of every class. The groups
 * are taken from the largest to the smallest, those of one size and class in random order; each
 * goes where it makes the sum over classes and parts of (found - wanted)^2 / wanted, in shares of
 * the class, grow least. Confined to one thread.
 *
 * <p>The same greedy idea as scikit-learn's StratifiedGroupKFold, for parts of unequal sizes too;
 * for pictures that are alone it is Webster's apportionment of each class.
 *
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.StratifiedGroupKFold.html">StratifiedGroupKFold</a>
 */
final class Balance {
  private final ImageSource source;
  private final Groups groups;
  private final double[] shares;

  /** For each group its pictures' indices. */
  private final int[][] members;

  /** For each part the number of pictures of each class. */
  private final int[][] counts;

  private final int[] sizes;
  private final int[] totals;
  private final int[] parts;

  /** How many pictures the group that is looked at has of each class; else 0. */
  private final int[] own;

  private Balance(ImageSource source, Groups groups, double[] shares) {
    this.source = source;
    this.groups = groups;
    this.shares = shares;
    this.members = members(groups);
    this.totals = Labels.counts(source);
    this.counts = new int[shares.length][totals.length];
    this.sizes = new int[shares.length];
    this.parts = new int[groups.count()];
    this.own = new int[totals.length];
  }

  /**
   * The part that each picture goes to.
   *
   * @param shares of the parts, together 1
   * @throws DataException if the pictures of a class are all in one group
   */
  static int[] deal(ImageSource source, Groups groups, double[] shares, long seed) {
    Balance balance = new Balance(source, groups, shares);
    balance.requireSeveralGroups();
    for (int group : balance.largestFirst(seed)) {
      balance.put(group, balance.best(group));
    }
    balance.spread();
    return IntStream.range(0, source.size())
        .map(picture -> balance.parts[groups.group(picture)])
        .toArray();
  }

  private static int[][] members(Groups groups) {
    int[] sizes = new int[groups.count()];
    IntStream.range(0, groups.pictures()).forEach(picture -> sizes[groups.group(picture)]++);
    int[][] members = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    for (int picture = groups.pictures() - 1; picture >= 0; picture--) {
      int group = groups.group(picture);
      members[group][--sizes[group]] = picture;
    }
    return members;
  }

  private void requireSeveralGroups() {
    int[] first = new int[totals.length];
    boolean[] several = new boolean[totals.length];
    Arrays.fill(first, -1);
    for (int picture = 0; picture < source.size(); picture++) {
      int group = groups.group(picture);
      for (int label : source.labels(picture)) {
        several[label] |= first[label] >= 0 && first[label] != group;
        first[label] = group;
      }
    }
    for (int label = 0; label < totals.length; label++) {
      if (totals[label] > 0 && !several[label]) {
        throw new DataException(
            "Found all %d pictures of class %s in one group, expected at least 2 groups, one to train on and one to validate with; add pictures, leave the class out, or divide by another rule"
                .formatted(totals[label], source.classNames().get(label)));
      }
    }
  }

  private int[] largestFirst(long seed) {
    return IntStream.of(RandomState.ofSeed(seed).permutation(members.length))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(group -> -members[group].length)
                .thenComparingInt(group -> source.label(members[group][0])))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int best(int group) {
    int[] labels = look(group);
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    double emptiest = Double.POSITIVE_INFINITY;
    for (int part = 0; part < shares.length; part++) {
      double growth = growth(labels, part);
      double filled = (2.0 * sizes[part] + members[group].length) / shares[part];
      if (growth < least || (growth == least && filled < emptiest)) {
        best = part;
        least = growth;
        emptiest = filled;
      }
    }
    forget(labels);
    return best;
  }

  /** What depends on the part of the growth of (found - wanted)^2 / wanted. */
  private double growth(int[] labels, int part) {
    double growth = 0;
    for (int label : labels) {
      double share = own[label] / (double) totals[label];
      growth += share * (2.0 * counts[part][label] + own[label]) / totals[label] / shares[part];
    }
    return growth;
  }

  /** Counts a group's classes, and lists them. */
  private int[] look(int group) {
    for (int picture : members[group]) {
      source.labels(picture).forEach(label -> own[label]++);
    }
    return Arrays.stream(members[group])
        .flatMap(picture -> source.labels(picture).stream().mapToInt(Integer::intValue))
        .distinct()
        .toArray();
  }

  private void forget(int[] labels) {
    for (int label : labels) {
      own[label] = 0;
    }
  }

  private void put(int group, int part) {
    parts[group] = part;
    count(group, part, 1);
  }

  private void count(int group, int part, int sign) {
    sizes[part] += sign * members[group].length;
    for (int picture : members[group]) {
      source.labels(picture).forEach(label -> counts[part][label] += sign);
    }
  }

  /** Gives a part without a class the smallest group of it that can be spared elsewhere. */
  private void spread() {
    for (int part = 0; part < shares.length; part++) {
      for (int label = 0; label < totals.length; label++) {
        int wanted = label;
        if (counts[part][label] == 0
            && Arrays.stream(counts).anyMatch(found -> found[wanted] > 1)) {
          move(label, part);
        }
      }
    }
  }

  private void move(int label, int part) {
    IntStream.range(0, members.length)
        .filter(group -> canSpare(group, label))
        .boxed()
        .min(Comparator.comparingInt(group -> members[group].length))
        .ifPresent(
            group -> {
              count(group, parts[group], -1);
              put(group, part);
            });
  }

  /** Whether a group has a class, and its part has more of each of its classes. */
  private boolean canSpare(int group, int wanted) {
    int[] labels = look(group);
    boolean can =
        own[wanted] > 0
            && IntStream.of(labels).allMatch(label -> counts[parts[group]][label] > own[label]);
    forget(labels);
    return can;
  }
}
