package dev.peaberry.tune;

import dev.peaberry.config.ConfigException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A search: what is tried by which rule, and how far each trial has come. Immutable.
 *
 * @param name what it is called
 * @param recipe what all trials have in common, as a recipe's file has it
 * @param search how it goes about it
 * @param space what is searched
 * @param seed of what is drawn
 * @param score the name in the logs by which trials are compared
 * @param aim which scores are better
 * @param rungs after how many epochs they are compared
 * @param trials all of them, numbered from 1, also those that have not begun
 */
public record Sweep(
    String name,
    Map<String, Object> recipe,
    Search search,
    SearchSpace space,
    long seed,
    String score,
    Aim aim,
    Rungs rungs,
    List<Trial> trials) {
  /**
   * Copies the recipe and the trials.
   *
   * @throws ConfigException if there is no trial, their numbers are not 1, 2, 3 and so on, or one
   *     has values that are not in the space
   */
  public Sweep {
    recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    trials = List.copyOf(trials);
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i).number() != i + 1) {
        throw new ConfigException(
            "Found the trial %d in the place of trial %d, expected all in their order"
                .formatted(trials.get(i).number(), i + 1));
      }
      requireValues(trials.get(i), space);
    }
    if (trials.isEmpty()) {
      throw new ConfigException("Found a sweep without trials, expected at least one");
    }
  }

  private static void requireValues(Trial trial, SearchSpace space) {
    for (Parameter each : space.parameters()) {
      if (!each.values().has(trial.values().getOrDefault(each.name(), ""))) {
        throw new ConfigException(
            "Found trial %d with %s=%s, expected one of %s"
                .formatted(
                    trial.number(), each.name(), trial.values().get(each.name()), each.values()));
      }
    }
  }

  /**
   * The trials of a search that begins.
   *
   * @param count how many are drawn; of no meaning for a grid
   * @throws ConfigException if there are not as many combinations, or too many for a grid
   */
  public static List<Trial> plan(Search search, SearchSpace space, int count, long seed) {
    List<Map<String, String>> values =
        search == Search.GRID ? space.grid() : space.draw(count, seed);
    List<Trial> trials = new ArrayList<>();
    values.forEach(each -> trials.add(Trial.waiting(trials.size() + 1, each)));
    return trials;
  }

  /** With other trials. */
  public Sweep withTrials(List<Trial> others) {
    return new Sweep(name, recipe, search, space, seed, score, aim, rungs, others);
  }

  /** With another state of one trial. */
  public Sweep with(Trial trial) {
    List<Trial> changed = new ArrayList<>(trials);
    changed.set(trial.number() - 1, trial);
    return withTrials(changed);
  }

  /** A trial by its number, from 1. */
  public Trial trial(int number) {
    return trials.get(number - 1);
  }

  /** What decides who goes on. */
  public SuccessiveHalving halving() {
    return new SuccessiveHalving(rungs, aim);
  }

  /** The trials that can be compared, best first. */
  public List<Trial> ranking() {
    return halving().ranking(trials);
  }

  /** The best trial so far, if one can be compared. */
  public Optional<Trial> best() {
    return ranking().stream().findFirst();
  }

  /** How many trials are in a state. */
  public int count(Trial.State state) {
    return (int) trials.stream().filter(trial -> trial.state() == state).count();
  }
}
