package dev.peaberry.cli;

import dev.peaberry.tune.Search;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * With which command line a trial's process begins or goes on. Immutable.
 *
 * @param parallel how many processes share the processors
 */
record TrialArguments(SweepFolder folder, Sweep sweep, Trial trial, int parallel) {
  private static final String THREADS = "threads";

  /** What a run's manifest does not keep, so that --resume is to be told again. */
  private static final List<String> OF_THE_MACHINE =
      List.of("device", THREADS, "memory_growth", "precision", "cache", "max_broken");

  /**
   * The arguments.
   *
   * @param begun whether there is something to go on with
   */
  List<String> of(boolean begun) {
    RecipeFile recipe = TrialRecipe.file(sweep, trial);
    List<String> arguments = new ArrayList<>(List.of("train"));
    String run = folder.run(trial).path().toString();
    if (begun) {
      arguments.add("--resume=" + run);
      for (String key : OF_THE_MACHINE) {
        recipe
            .values(key)
            .forEach(value -> arguments.add("--" + key.replace('_', '-') + "=" + value));
      }
    } else {
      arguments.add("--recipe=" + folder.recipe(trial));
      arguments.add("--out=" + run);
    }
    if (sweep.search() == Search.ASHA) {
      arguments.add("--epochs=" + trial.target());
    }
    if (parallel > 1 && recipe.values(THREADS).isEmpty()) {
      int share = Runtime.getRuntime().availableProcessors() / parallel;
      arguments.add("--threads=" + Math.max(1, share));
    }
    arguments.add("--as-trial=" + trial.number());
    return arguments;
  }
}
