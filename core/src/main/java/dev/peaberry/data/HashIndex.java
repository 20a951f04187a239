package dev.peaberry.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the 64-bit hashes that differ from one in a few bits, without comparing it with all others:
 * two hashes that differ in at most 11 bits differ in at most 2 in one of their four quarters, and
 * of each quarter a table tells which hashes have it. Immutable and thread-safe.
 *
 * @see <a href="https://www.cs.toronto.edu/~norouzi/research/papers/multi_index_hashing.pdf">
 *     Norouzi, Punjani and Fleet, Fast Search in Hamming Space with Multi-Index Hashing, 2012</a>
 */
final class HashIndex {
  /** The largest number of bits in which a hash that is found may differ. */
  static final int MOST_BITS = 11;

  private static final int QUARTERS = 4;
  private static final int BITS = 16;
  private static final int VALUES = 1 << BITS;
  private static final int BITS_A_QUARTER = MOST_BITS / QUARTERS;
  private static final int[] NEIGHBOURS = neighbours();

  private final long[] hashes;
  private final int[][] starts = new int[QUARTERS][];
  private final int[][] members = new int[QUARTERS][];

  /** An index of these hashes. */
  HashIndex(long[] hashes) {
    this.hashes = hashes.clone();
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      fill(quarter);
    }
  }

  /** Sorts the positions by one quarter of their hashes, by counting. */
  private void fill(int quarter) {
    int[] start = new int[VALUES + 1];
    for (long hash : hashes) {
      start[quarter(hash, quarter) + 1]++;
    }
    for (int value = 0; value < VALUES; value++) {
      start[value + 1] += start[value];
    }
    int[] next = start.clone();
    int[] member = new int[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      member[next[quarter(hashes[i], quarter)]++] = i;
    }
    starts[quarter] = start;
    members[quarter] = member;
  }

  /**
   * The positions of hashes that differ from one in at most so many bits, each once, in an order
   * that depends on nothing but the hashes.
   *
   * @param after only positions above this one
   * @param limit how many are returned at most
   */
  int[] near(long hash, int mostBits, int after, int limit) {
    IntStream.Builder found = IntStream.builder();
    int count = 0;
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      int[] member = members[quarter];
      for (int neighbour : NEIGHBOURS) {
        int key = quarter(hash, quarter) ^ neighbour;
        int to = starts[quarter][key + 1];
        for (int at = firstAfter(quarter, key, after); at < to && count < limit; at++) {
          long difference = hash ^ hashes[member[at]];
          if (Long.bitCount(difference) <= mostBits && isFirst(difference, quarter)) {
            found.add(member[at]);
            count++;
          }
        }
      }
    }
    return found.build().toArray();
  }

  /** Where the positions of one key, which ascend, exceed the given one. */
  private int firstAfter(int quarter, int key, int after) {
    int from = starts[quarter][key];
    int to = starts[quarter][key + 1];
    if (from == to || members[quarter][from] > after) {
      return from;
    }
    int at = Arrays.binarySearch(members[quarter], from, to, after + 1);
    return at >= 0 ? at : -at - 1;
  }

  /** Whether no quarter before this one has found it, too. */
  private static boolean isFirst(long difference, int quarter) {
    for (int earlier = 0; earlier < quarter; earlier++) {
      if (Integer.bitCount(quarter(difference, earlier)) <= BITS_A_QUARTER) {
        return false;
      }
    }
    return true;
  }

  private static int quarter(long hash, int quarter) {
    return (int) (hash >>> (BITS * quarter)) & (VALUES - 1);
  }

  /** All numbers of 16 bits of which at most 2 are set. */
  private static int[] neighbours() {
    return IntStream.range(0, VALUES)
        .filter(value -> Integer.bitCount(value) <= BITS_A_QUARTER)
        .toArray();
  }
}
