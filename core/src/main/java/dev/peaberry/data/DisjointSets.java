package dev.peaberry.data;

import java.util.stream.IntStream;

/**
 * Numbers in sets that can only be joined. Confined to one thread.
 *
 * @see <a href="https://doi.org/10.1145/321879.321884">Tarjan, Efficiency of a good but not linear
 *     set union algorithm, 1975</a>
 */
final class DisjointSets {
  private final int[] parents;

  /** The numbers {@code 0 .. size - 1}, each in a set of its own. */
  DisjointSets(int size) {
    parents = IntStream.range(0, size).toArray();
  }

  /** Makes one set of the sets of two numbers. */
  void join(int a, int b) {
    int first = root(a);
    int second = root(b);
    parents[Math.max(first, second)] = Math.min(first, second);
  }

  /** For each number the smallest one of its set. */
  int[] roots() {
    return IntStream.range(0, parents.length).map(this::root).toArray();
  }

  private int root(int number) {
    int at = number;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
