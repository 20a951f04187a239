package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.lint.Linter;
import dev.peaberry.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
    name = "train",
    header = "Trains a classifier and reports how good it is.",
    description = {
      "",
      "Without DATA it learns from coffee beans in four roast levels, which it draws itself into"
          + " the cache folder. Ctrl-C stops after the step at work and saves; --resume goes on"
          + " with the same numbers as if nothing had happened.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry train|@",
      "  @|bold peaberry train photos --epochs 20 --image-size 96x96 --out runs/photos|@",
      "  @|bold peaberry train cifar10 --learning-rate 0.0005|@",
      "  @|bold peaberry train --recipe cifar10-cnn|@",
      "  @|bold peaberry train photos --folds 5 --split stratified|@",
      "  @|bold peaberry train --resume runs/photos --epochs 40|@"
    })
final class TrainCommand implements Callable<Integer> {
  private static final Set<String> WITH_RESUME =
      Set.of(
          "--resume",
          "--root",
          "--label-from",
          "--epochs",
          "--device",
          "--threads",
          "--memory-growth",
          "--precision",
          "--cache",
          "--max-broken",
          "--as-trial",
          "--quiet",
          "--json",
          "--debug");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATA", arity = "0..1", description = Pictures.HELP + " Default: beans.")
  private String data;

  @Mixin private DataFlags dataFlags = new DataFlags();

  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      description =
          "Take the options from a recipe, by its name or a .yaml file; other options given here"
              + " override it. @|bold peaberry recipes|@ lists them.")
  private String recipe;

  @Mixin private RecipeFlags recipeFlags = new RecipeFlags();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where to write everything. Default: runs/NAME, after DATA.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      arity = "0..1",
      fallbackValue = "",
      description = "Go on with a run, or with the latest one below runs.")
  private String resume;

  @Option(
      names = "--folds",
      paramLabel = "K",
      converter = Numbers.Folds.class,
      description =
          "Cross-validation: divide the pictures into K folds, train K models, each judged on the"
              + " fold that it has not learnt from, and report mean and standard deviation.")
  private Integer folds;

  @Mixin private AllowFlag allowFlag = new AllowFlag();

  @Mixin private EngineFlags engineFlags = new EngineFlags();

  @Mixin private BrokenFlag brokenFlag = new BrokenFlag();

  @Option(
      names = "--cache",
      converter = Choices.OfCache.class,
      paramLabel = "auto|memory|disk|none",
      defaultValue = "auto",
      description =
          "Where to keep decoded pictures between epochs. auto: in memory if they take at most half"
              + " of what Java has free, else on disk if they take at most half of what is free"
              + " there. Default: ${DEFAULT-VALUE}.")
  private CacheChoice cache;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show only the report.")
  private boolean quiet;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  // A sweep starts its trials with it: tells on the output how the training goes, in lines for a
  // program, and stops when the input ends, as it does when the sweep's process is no more.
  @Option(names = "--as-trial", hidden = true, paramLabel = "NUMBER")
  private Integer asTrial;

  private final Console console;
  private TrainingListener follower = TrainingListener.NONE;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Optional<RecipeFile> followed = Optional.ofNullable(recipe).map(this::followNamed);
    recipeFlags.check();
    beTrial();
    NativeStart.inBackground();
    if (resume == null) {
      return start(job(engineFlags.options()), allowFlag.linter(), followed);
    }
    requireNothingElse();
    RunFolder run = resume.isEmpty() ? RunFolder.latest() : new RunFolder(Pictures.path(resume));
    TrainingJob job = job(engineFlags.options(Manifest.precision(Manifest.read(run))));
    Recipe begun = Manifest.recipe(run);
    Recipe wanted = data == null ? begun : begun.withData(dataFlags.of(data));
    boolean givesEpochs = spec.commandLine().getParseResult().hasMatchedOption("--epochs");
    if (givesEpochs && !wanted.phases().isEmpty()) {
      throw new InputException(
          "Found --epochs with --resume of a run with fine-tuning, whose phases have their own; leave it out");
    }
    Recipe continued = givesEpochs ? wanted.withEpochs(recipeFlags.epochs()) : wanted;
    try (Pictures pictures = Pictures.open(wanted.data(), TaskProgress.on(console, quiet))) {
      return continued.allFolds().isPresent()
          ? crossValidation(job, run, continued, pictures).goOn()
          : job.resume(run, continued, pictures);
    }
  }

  /**
   * The command that follows a recipe, everything checked that can be without pictures.
   *
   * @throws InputException if the recipe has an option that cannot be
   */
  static TrainCommand following(RecipeFile file, Console console) {
    TrainCommand command = new TrainCommand(console);
    new CommandLine(command).parseArgs();
    try {
      command.follow(file);
    } catch (ParameterException e) {
      throw new InputException(e.getMessage(), e);
    }
    command.recipeFlags.check();
    command.engineFlags.options();
    if (command.folds != null) {
      throw new InputException(
          "Found folds, expected a training of one model; cross-validate the best one afterwards");
    }
    return command;
  }

  /** DATA with the options that belong to it. */
  String chosenData() {
    return dataFlags.of(data);
  }

  /** What it would do with these pictures. */
  Recipe recipe(Pictures pictures, Progress progress) {
    return recipeFlags.forPictures(pictures, progress);
  }

  private RecipeFile followNamed(String name) {
    RecipeFile file = RecipeFile.find(name);
    try {
      follow(file);
    } catch (ParameterException e) {
      throw new InputException("Recipe %s: %s".formatted(name, e.getMessage()), e);
    }
    return file;
  }

  /** Takes the options of a recipe that were not given. */
  private void follow(RecipeFile file) {
    ParseResult given = spec.commandLine().getParseResult();
    Set<String> names =
        given.matchedOptions().stream().map(OptionSpec::longestName).collect(Collectors.toSet());
    if (names.contains("--resume")) {
      throw new InputException(
          "Found --recipe together with --resume, which takes it from the run; leave it out");
    }
    List<String> arguments = new ArrayList<>(RecipeOptions.arguments(file, spec, names));
    for (OptionSpec option : given.matchedOptions()) {
      option
          .originalStringValues()
          .forEach(value -> arguments.add(option.longestName() + "=" + value));
    }
    given.matchedPositionals().forEach(each -> arguments.addAll(each.originalStringValues()));
    spec.commandLine().parseArgs(arguments.toArray(String[]::new));
    if (data == null) {
      data =
          file.data()
              .orElseThrow(
                  () ->
                      new InputException(
                          "Recipe %s needs DATA: %s"
                              .formatted(
                                  file.name(), file.needs().orElse("a folder of pictures"))));
    }
  }

  private CrossValidation crossValidation(
      TrainingJob job, RunFolder run, Recipe recipe, Pictures pictures) {
    return new CrossValidation(
        console, job, run, recipe, pictures, allowFlag.linter()::check, quiet, json);
  }

  private TrainingJob job(EngineOptions engine) {
    return new TrainingJob(console, engine, cache, brokenFlag.share(), quiet, this::print)
        .withFollower(follower);
  }

  /** Takes the place of a trial in its sweep, if it is to be one. */
  private void beTrial() throws IOException {
    if (asTrial != null) {
      Path run = resume == null ? out : Pictures.path(resume);
      follower = TrialVoice.begin(console, run, asTrial);
    }
  }

  private void print(RunReport report) {
    if (asTrial != null) {
      return; // the output is for the sweep, and the report lies in the run's folder
    }
    if (json) {
      console.printPlain(Json.pretty(report.toJson()));
    } else {
      report.print(console);
    }
  }

  private int start(TrainingJob job, Linter linter, Optional<RecipeFile> followed)
      throws IOException {
    if (data == null) {
      dataFlags.requireNone("which is then the beans");
    }
    String chosen = data == null ? Pictures.BEANS : dataFlags.of(data);
    if (data == null && !quiet) {
      console.tell(
          "No DATA given: learning from coffee beans that Peaberry draws, in %s",
          Pictures.beansFolder());
    }
    try (Pictures pictures = Pictures.open(chosen, TaskProgress.on(console, quiet))) {
      Recipe wanted =
          recipeFlags
              .forPictures(pictures, Optional.ofNullable(folds), TaskProgress.on(console, quiet))
              .withOrigin(followed.map(Origin::of));
      Path folder = out == null ? RunFolder.free(pictures.shortName()) : out;
      return folds == null
          ? job.start(folder, wanted, pictures, linter::check)
          : crossValidation(job, RunFolder.create(folder), wanted, pictures).start();
    }
  }

  private void requireNothingElse() {
    List<String> others =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .map(option -> option.longestName())
            .filter(name -> !WITH_RESUME.contains(name))
            .toList();
    if (!others.isEmpty()) {
      throw new InputException(
          "Found %s together with --resume, which takes it from the run; leave it out"
              .formatted(String.join(" and ", others)));
    }
  }
}
