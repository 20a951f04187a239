package dev.peaberry.cli;

import dev.peaberry.config.Registry;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.model.Model;
import java.util.List;

/**
 * What is said of a run before it begins. Immutable.
 *
 * @param run where it writes
 * @param recipe what it does
 * @param divided the pictures
 * @param model what it trains
 * @param engine what computes
 */
record RunIntroduction(
    RunFolder run, Recipe recipe, Divided divided, Model model, EngineOptions engine) {
  void tell(Console console) {
    console.tell(
        "%s of %s to learn from, %s to validate with%s",
        Quantity.of(divided.training().size(), "pictures"),
        Quantity.of(divided.classNames().size(), "classes"),
        Quantity.grouped(divided.validation().size()),
        divided.origin() == Part.ALL ? "" : " (" + divided.origin() + ")");
    console.tell(
        "%s for %s pixels, %s parameters; %s with learning rate %s; batches of %s; seed %s",
        recipe.network().describe(),
        recipe.modelSize(),
        Quantity.grouped(model.summary().total()),
        recipe.training().optimizer().className(),
        recipe.training().learningRate(),
        recipe.batchSize(),
        String.valueOf(recipe.seed()));
    if (!recipe.augmentations().isEmpty()) {
      console.tell("Changed at random: %s", String.join(", ", augmentations()));
    }
    recipe
        .division()
        .flatMap(division -> division.describe(divided))
        .ifPresent(text -> console.tell("Split: %s", text));
    recipe.balancing().describe().ifPresent(text -> console.tell("Classes: %s", text));
    console.tell("%s", PrecisionChoice.explain(engine));
    console.tell("Writing to @|cyan %s|@", run.path());
  }

  private List<String> augmentations() {
    return recipe.augmentations().stream()
        .map(each -> Registry.shortName(each.className()))
        .toList();
  }
}
