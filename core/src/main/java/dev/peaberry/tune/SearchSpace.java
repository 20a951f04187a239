package dev.peaberry.tune;

import dev.peaberry.config.ConfigException;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * All combinations of the values of some parameters. Immutable.
 *
 * @param parameters at least one, each name once
 */
public record SearchSpace(List<Parameter> parameters) {
  /** Up to how many combinations a space is laid out as a whole. */
  public static final int MOST_COMBINATIONS = 10_000;

  private static final int MOST_ATTEMPTS = 1000;

  /**
   * Copies the list.
   *
   * @throws ConfigException if there is no parameter, or one is there twice
   */
  public SearchSpace {
    parameters = List.copyOf(parameters);
    if (parameters.isEmpty()) {
      throw new ConfigException("Found no parameter to search for, expected at least one");
    }
    Set<String> names = new HashSet<>();
    for (Parameter each : parameters) {
      if (!names.add(each.name())) {
        throw new ConfigException(
            "Found the parameter %s twice, expected it once".formatted(each.name()));
      }
    }
  }

  /** How many combinations there are; empty if they cannot be counted or are very many. */
  public OptionalInt count() {
    long product = 1;
    for (Parameter each : parameters) {
      OptionalInt count = each.values().count();
      if (count.isEmpty()) {
        return OptionalInt.empty();
      }
      product *= count.getAsInt();
      if (product > MOST_COMBINATIONS) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of((int) product);
  }

  /**
   * All combinations; the last parameter changes fastest.
   *
   * @throws ConfigException if they cannot be counted or are more than {@link #MOST_COMBINATIONS}
   */
  public List<Map<String, String>> grid() {
    for (Parameter each : parameters) {
      if (each.values().count().isEmpty()) {
        throw new ConfigException(
            "Parameter %s: found the range %s, expected values that can be counted for a grid, such as 0.001,0.01,0.1"
                .formatted(each.name(), each.values()));
      }
    }
    if (count().isEmpty()) {
      throw new ConfigException(
          "Found a grid of more than %,d combinations, expected fewer; draw some of them at random"
              .formatted(MOST_COMBINATIONS));
    }
    List<Map<String, String>> grid = List.of(Map.of());
    for (Parameter each : parameters) {
      List<Map<String, String>> finer = new ArrayList<>();
      for (Map<String, String> before : grid) {
        for (String value : each.values().all()) {
          Map<String, String> with = new LinkedHashMap<>(before);
          with.put(each.name(), value);
          finer.add(with);
        }
      }
      grid = finer;
    }
    return grid;
  }

  /**
   * Combinations at random, each at most once. The first ones are the same however many are drawn,
   * and a parameter's values do not depend on which others there are.
   *
   * @param seed 0 to 4,294,967,295
   * @throws ConfigException if there are fewer
   */
  public List<Map<String, String>> draw(int trials, long seed) {
    OptionalInt count = count();
    if (count.isPresent()) {
      if (count.getAsInt() < trials) {
        throw new ConfigException(
            "Found %d trials of %d combinations, expected at most as many; take a grid"
                .formatted(trials, count.getAsInt()));
      }
      List<Map<String, String>> grid = grid();
      int[] order = RandomState.ofSeed(seed).permutation(grid.size());
      List<Map<String, String>> drawn = new ArrayList<>();
      for (int i = 0; i < trials; i++) {
        drawn.add(grid.get(order[i]));
      }
      return drawn;
    }
    Set<Map<String, String>> drawn = new LinkedHashSet<>();
    for (int i = 0; i < trials; i++) {
      drawn.add(fresh(Seed.of(seed).split("trials").split(i), drawn));
    }
    return List.copyOf(drawn);
  }

  private Map<String, String> fresh(Seed seed, Set<Map<String, String>> drawn) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Map<String, String> values = new LinkedHashMap<>();
      for (Parameter each : parameters) {
        Seed own = seed.split(each.name()).split(attempt);
        values.put(each.name(), each.values().draw(own.generator()));
      }
      if (!drawn.contains(values)) {
        return values;
      }
    }
    throw new ConfigException(
        "Found no combination after the first %d that is not among them, expected wider ranges or fewer trials"
            .formatted(drawn.size()));
  }
}
