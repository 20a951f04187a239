package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds before anything starts what {@code train} would refuse of a trial. Confined to one thread.
 */
final class TrialCheck {
  private final Console console;
  private final Sweep sweep;

  TrialCheck(Console console, Sweep sweep) {
    this.console = console;
    this.sweep = sweep;
  }

  /**
   * Checks all trials.
   *
   * @throws InputException if one of them cannot be
   */
  void check(Pictures pictures) {
    for (Trial trial : sweep.trials()) {
      Recipe recipe;
      try {
        recipe = recipe(trial, pictures);
      } catch (InputException | IllegalArgumentException e) {
        throw new InputException(
            "Trial %d with %s: %s"
                .formatted(trial.number(), TrialRecipe.describe(trial), e.getMessage()),
            e);
      }
      if (epochs(recipe) != sweep.rungs().last()) {
        throw new InputException(
            "Found trials of %d and of %d epochs, expected as many for each, so that they can be compared; use --set epochs=%d"
                .formatted(sweep.rungs().last(), epochs(recipe), sweep.rungs().last()));
      }
    }
  }

  private Recipe recipe(Trial trial, Pictures pictures) {
    Map<String, Object> yaml = new LinkedHashMap<>(TrialRecipe.yaml(sweep, trial));
    yaml.remove("keep_copies_together"); // to look for them takes long, and refuses nothing
    RecipeFile file = RecipeFile.parse(SweepFolder.name(trial), RecipeFile.write(yaml));
    Recipe recipe = TrainCommand.following(file, console).recipe(pictures, Progress.none());
    // Learnt weights are large; what they do not fit is found when the trial begins.
    if (recipe.network().weights().isEmpty() && !recipe.network().isFile()) {
      recipe.build(pictures.classNames());
    }
    return recipe;
  }

  /** The epochs of a whole training. */
  static int epochs(Recipe recipe) {
    return recipe.epochs() + recipe.phases().stream().mapToInt(Phase::epochs).sum();
  }
}
