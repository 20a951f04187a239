package dev.peaberry.tune;

/** How a search goes about it. Immutable. */
public enum Search {
  /** Combinations at random, each trained to the end. */
  RANDOM,
  /** All combinations, each trained to the end. */
  GRID,
  /** Combinations at random, of which the best of each rung go on. */
  ASHA
}
