package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.DataException;
import dev.peaberry.data.ImageSource;
import dev.peaberry.format.KerasFile;
import dev.peaberry.lint.Linter;
import dev.peaberry.lint.PictureFacts;
import dev.peaberry.lint.Rule;
import dev.peaberry.lint.Rules;
import dev.peaberry.lint.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for mistakes in a model or a training. */
@Command(
    name = "check",
    header = "Looks for mistakes in a model or a training before it runs.",
    description = {
      "",
      "For DATA it checks what @|bold train|@ would do with the same options; for a run's folder"
          + " what was done; for a model file the model, and with DATA whether they fit. Train does"
          + " this by itself. Exit codes: 0 no errors, 1 errors found, 2 the input cannot be used.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry check photos --learning-rate 0.1|@",
      "  @|bold peaberry check model.keras photos|@",
      "  @|bold peaberry check runs/photos --allow dominant-dense|@",
      "  @|bold peaberry check --list|@"
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "DATA|MODEL|RUN",
      arity = "0..1",
      description =
          "Pictures as for @|bold train|@, a .keras file or a run's folder. Default: the beans that"
              + " train draws.")
  private String what;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      arity = "0..1",
      description = "Pictures to check a .keras file with.")
  private String data;

  @Mixin private DataFlags dataFlags = new DataFlags();

  @Option(names = "--list", description = "Explain all rules.")
  private boolean list;

  @Mixin private AllowFlag allow = new AllowFlag();

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Mixin private RecipeFlags recipeFlags = new RecipeFlags();

  private final Console console;

  CheckCommand(Console console) {
    this.console = console;
  }

  /** What was looked at, in words and as a plan. */
  private record Checked(String name, TrainingPlan plan) {}

  @Override
  public Integer call() throws IOException {
    if (list) {
      listRules();
      return Failures.OK;
    }
    recipeFlags.check();
    Linter linter = allow.linter();
    Checked checked = checked();
    Findings findings = new Findings(linter.check(checked.plan()));
    if (json) {
      console.printPlain(Json.pretty(toJson(checked, findings)));
    } else {
      print(checked, findings);
    }
    return findings.errors().isEmpty() ? Failures.OK : Failures.FAILED;
  }

  private Checked checked() throws IOException {
    Path path = Pictures.path(what == null ? Pictures.BEANS : what);
    if (Files.exists(path.resolve(Manifest.FILE))) {
      requireNoData("a run, which knows its pictures");
      return run(new RunFolder(path));
    }
    if (Files.isRegularFile(path) && path.toString().matches(".*\\.(keras|h5)")) {
      return model(path);
    }
    requireNoData("pictures");
    if (what == null) {
      dataFlags.requireNone("which is then the beans");
    }
    return training(what == null ? Pictures.BEANS : dataFlags.of(what));
  }

  private void requireNoData(String found) {
    if (data != null) {
      throw new InputException(
          "Found %s after %s, expected nothing: %s is %s; DATA goes with a .keras file"
              .formatted(data, what, what, found));
    }
  }

  private Checked training(String name) {
    try (Pictures pictures = Pictures.open(name, progress())) {
      Recipe recipe = recipeFlags.forPictures(pictures, progress());
      Divided divided = Divided.of(pictures, recipe.division(), recipe.seed());
      Network.Built built = recipe.build(divided.classNames());
      return new Checked(
          "Training " + recipe.network().model() + " on " + pictures.describe(),
          TrainingCheck.plan(recipe, divided, built));
    }
  }

  private Checked run(RunFolder run) throws IOException {
    Recipe recipe = Manifest.recipe(run);
    Path model = ModelArgument.resolve(run.path());
    TrainingPlan plan =
        TrainingCheck.withSettings(TrainingPlan.of(KerasFile.readWithoutOptimizer(model)), recipe);
    String name = "Run " + run.path() + ", model " + model.getFileName();
    try (Pictures pictures = Pictures.open(recipe.data(), progress())) {
      Divided divided = Divided.of(pictures, recipe.division(), recipe.seed());
      PictureFacts facts = PictureFacts.of(divided.training(), Optional.of(divided.validation()));
      return new Checked(name, plan.withPictures(facts));
    } catch (InputException | DataException e) {
      return new Checked(
          name + ", without its pictures: " + e.getMessage(), plan.withPixelRange(0, 255));
    }
  }

  private Checked model(Path path) {
    ModelArgument opened = ModelArgument.open(path);
    TrainingPlan plan = TrainingPlan.of(opened.file()).withPixelRange(0, 255);
    if (data == null) {
      return new Checked("Model " + path, plan);
    }
    try (Pictures pictures = Pictures.open(dataFlags.of(data), progress())) {
      boolean named = opened.file().assets().classNames().isPresent();
      Part first = pictures.isDivided() ? Part.TRAIN : Part.ALL;
      ImageSource training = labelled(pictures, first, opened, named);
      Optional<ImageSource> validation =
          Optional.of(Part.VALIDATION)
              .filter(pictures.parts()::containsKey)
              .map(part -> labelled(pictures, part, opened, named));
      return new Checked(
          "Model " + path + " with " + pictures.describe(),
          plan.withClassNames(training.classNames())
              .withPictures(PictureFacts.of(training, validation)));
    }
  }

  private static ImageSource labelled(
      Pictures pictures, Part part, ModelArgument model, boolean named) {
    ImageSource source = pictures.parts().get(part);
    return named ? model.relabelled(source) : source;
  }

  private Progress progress() {
    return TaskProgress.on(console, json);
  }

  private void print(Checked checked, Findings findings) {
    console.print("@|bold %s|@", checked.name());
    console.print("");
    findings.print(console);
    console.printPlain(
        findings.all().isEmpty()
            ? "No mistakes found; %d rules were tried.".formatted(Rules.all().size())
            : findings.count() + "; --allow NAME silences one.");
  }

  private static Map<String, Object> toJson(Checked checked, Findings findings) {
    return Json.map(
        "checked", checked.name(),
        "errors", findings.errors().size(),
        "warnings", findings.warnings().size(),
        "findings", findings.toJson());
  }

  private void listRules() {
    if (json) {
      console.printPlain(
          Json.pretty(
              Rules.all().stream()
                  .map(
                      rule ->
                          Json.map(
                              "rule", rule.name(),
                              "severity", rule.severity().toString(),
                              "title", rule.title(),
                              "why", rule.why()))
                  .toList()));
      return;
    }
    for (Rule rule : Rules.all()) {
      console.print("@|bold %s|@ (%s)", rule.name(), rule.severity());
      Paragraph.of("  ", rule.title() + ". " + rule.why()).forEach(console::printPlain);
    }
  }
}
