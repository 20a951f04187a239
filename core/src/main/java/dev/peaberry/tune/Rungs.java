package dev.peaberry.tune;

import dev.peaberry.config.ConfigException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * After how many epochs trials are compared, and how many of them go on each time. Immutable.
 *
 * @param epochs growing; the last is what a whole training has
 * @param reduction one of so many goes on, at least 2
 */
public record Rungs(List<Integer> epochs, int reduction) {
  /**
   * Checks the epochs.
   *
   * @throws ConfigException if there are none, or they do not grow
   */
  public Rungs {
    epochs = List.copyOf(epochs);
    if (reduction < 2) {
      throw new ConfigException(
          "Found the reduction factor %d, expected 2 or more".formatted(reduction));
    }
    boolean grows = !epochs.isEmpty() && epochs.get(0) >= 1;
    for (int i = 1; i < epochs.size(); i++) {
      grows &= epochs.get(i) > epochs.get(i - 1);
    }
    if (!grows) {
      throw new ConfigException("Found the rungs %s, expected growing epochs".formatted(epochs));
    }
  }

  /** Every trial is trained to the end. */
  public static Rungs whole(int epochs) {
    return new Rungs(List.of(epochs), 2);
  }

  /**
   * The rungs of successive halving: a whole training, a part of it, a part of that, and so on.
   *
   * @param most of a whole training
   * @param least of the shortest
   * @throws ConfigException if there is no room for two rungs
   */
  public static Rungs halving(int most, int least, int reduction) {
    List<Integer> epochs = new ArrayList<>();
    for (int rung = most; rung >= Math.max(1, least) && reduction > 1; rung /= reduction) {
      epochs.add(rung);
    }
    if (reduction > 1 && epochs.size() < 2) {
      throw new ConfigException(
          "Found %d epochs of which trials get at least %d, expected at least %d times as many; take more epochs"
              .formatted(most, least, reduction));
    }
    Collections.reverse(epochs);
    return new Rungs(epochs, reduction);
  }

  /** The epochs of the first rung. */
  public int first() {
    return epochs.get(0);
  }

  /** The epochs of a whole training. */
  public int last() {
    return epochs.get(epochs.size() - 1);
  }
}
