package dev.peaberry.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists recipes and shows them. */
@Command(
    name = "recipes",
    header = "Lists the recipes that train can follow, or shows one.",
    description = {
      "",
      "A recipe is a YAML file with options of @|bold train|@ by their names. Flags of train"
          + " override it, and a file of your own does as well as a name.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry recipes|@",
      "  @|bold peaberry recipes show cifar10-cnn > mine.yaml|@",
      "  @|bold peaberry train --recipe cifar10-cnn|@",
      "  @|bold peaberry train --recipe mine.yaml photos --epochs 20|@"
    })
final class RecipesCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  RecipesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<RecipeFile> recipes = RecipeFile.names().stream().map(RecipeFile::find).toList();
    if (json) {
      console.printPlain(Json.pretty(recipes.stream().map(RecipesCommand::toJson).toList()));
      return Failures.OK;
    }
    int longest = recipes.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (RecipeFile each : recipes) {
      console.printPlain(("%-" + longest + "s  %s").formatted(each.name(), each.title()));
    }
    return Failures.OK;
  }

  private static Object toJson(RecipeFile recipe) {
    return Json.map("name", recipe.name(), "recipe", recipe.description());
  }

  /** Shows one. */
  @Command(name = "show", header = "Prints a recipe with every default spelled out.")
  int show(
      @Parameters(paramLabel = "RECIPE", description = "A name, or a .yaml file.") String name) {
    console.printPlain(
        RecipeOptions.complete(
                RecipeFile.find(name), new CommandLine(new TrainCommand(console)).getCommandSpec())
            .stripTrailing());
    return Failures.OK;
  }
}
