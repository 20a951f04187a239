package dev.peaberry.cli;

import dev.peaberry.data.Labels;
import dev.peaberry.lint.PictureFacts;
import dev.peaberry.lint.TrainingPlan;
import java.util.List;
import java.util.Optional;

/** What a linter is told of a recipe. Stateless. */
final class TrainingCheck {
  private TrainingCheck() {}

  /**
   * What {@code train} would do.
   *
   * @throws dev.peaberry.data.DataException if the label mode is binary and there are not two
   *     classes
   */
  static TrainingPlan plan(Recipe recipe, Divided divided, Network.Built built) {
    Labels.requireFits(recipe.training().labelMode(), divided.classNames().size());
    TrainingPlan plan = TrainingPlan.of(built.model());
    return withSettings(built.weights().map(plan::withWeights).orElse(plan), recipe)
        .withClassNames(divided.classNames())
        .withPictures(PictureFacts.of(divided.training(), Optional.of(divided.validation())));
  }

  /** A plan with the settings of a recipe, but not its pictures. */
  static TrainingPlan withSettings(TrainingPlan plan, Recipe recipe) {
    TrainingSettings settings = recipe.training();
    TrainingPlan set =
        plan.withLosses(List.of(settings.loss()))
            .withOptimizer(settings.optimizer())
            .withMetrics(settings.metrics())
            .withLabelMode(settings.labelMode())
            .withBatchSize(recipe.batchSize())
            .withBalancing(recipe.balancing().weighs(), recipe.balancing().samples())
            .withShuffle(true)
            .withEpochs(recipe.epochs());
    return recipe.stepsPerEpoch().map(steps -> set.withStepsPerEpoch(steps)).orElse(set);
  }
}
