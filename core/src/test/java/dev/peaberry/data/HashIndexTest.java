package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashIndexTest {
  private static final int ALL = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 10, 11})
  void findsWhatComparingWithAllFinds(int mostBits) {
    long[] hashes = aFewBitsApart(2000);
    HashIndex index = new HashIndex(hashes);
    for (int i = 0; i < 50; i++) {
      long hash = hashes[i];
      int[] expected =
          IntStream.range(0, hashes.length)
              .filter(other -> Long.bitCount(hash ^ hashes[other]) <= mostBits)
              .toArray();
      assertThat(sorted(index.near(hash, mostBits, -1, ALL))).containsExactly(expected);
    }
  }

  @Test
  void givesOnlyPositionsAboveTheOneAsked() {
    HashIndex index = new HashIndex(new long[] {5, 5, 5, 5});
    assertThat(index.near(5, 0, 1, ALL)).containsExactly(2, 3);
  }

  @Test
  void stopsAtTheLimit() {
    assertThat(new HashIndex(new long[1000]).near(0, 10, -1, 7)).hasSize(7);
  }

  /** Half of the hashes are others with up to 12 bits flipped. */
  private static long[] aFewBitsApart(int count) {
    Random random = new Random(3);
    long[] hashes = random.longs(count).toArray();
    for (int i = count / 2; i < count; i++) {
      hashes[i] = hashes[i - count / 2];
      for (int flips = random.nextInt(13); flips > 0; flips--) {
        hashes[i] ^= 1L << random.nextInt(64);
      }
    }
    return hashes;
  }

  private static int[] sorted(int... found) {
    Arrays.sort(found);
    return found;
  }
}
