package dev.peaberry.data;

import dev.peaberry.config.RandomState;

/** Random generators for epochs and pictures, none like its neighbour. Stateless. */
final class Seeds {
  private Seeds() {}

  /** The generator of some parts of a seed: an epoch, a picture in an epoch. */
  static RandomState random(long seed, int... parts) {
    long mixed = mix(seed);
    for (int part : parts) {
      mixed = mix(mixed + part);
    }
    return RandomState.ofSeed(mixed & 0xffffffffL);
  }

  /**
   * Spreads neighbouring numbers over all numbers (the finaliser of SplitMix64).
   *
   * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele, Lea and Flood, 2014</a>
   */
  private static long mix(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
