package dev.peaberry.config;

import java.util.SplittableRandom;

/**
 * Where random numbers come from: one root seed, split by purpose, epoch or index, so that no two
 * uses share a stream and none depends on what another has drawn. Immutable.
 *
 * @param value what a generator is started with
 */
public record Seed(long value) {
  /** The root of a run. */
  public static Seed of(long value) {
    return new Seed(value);
  }

  /** The seed for one purpose, such as {@code "weights"} or {@code "shuffle"}. */
  public Seed split(String purpose) {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    for (int i = 0; i < purpose.length(); i++) {
      hash = (hash ^ purpose.charAt(i)) * 0x100000001b3L;
    }
    return split(hash);
  }

  /** The seed for one of many: an epoch, a step, a picture. */
  public Seed split(long index) {
    return new Seed(mix(mix(value) + 0x9e3779b97f4a7c15L * (index + 1)));
  }

  /** A generator of this seed's numbers, always from the start. */
  public SplittableRandom generator() {
    return new SplittableRandom(value);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
    return y ^ (y >>> 31);
  }
}
