package dev.peaberry.cli;

import dev.peaberry.tune.Search;
import dev.peaberry.tune.Sweep;
import dev.peaberry.tune.Trial;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches for good settings. */
@Command(
    name = "sweep",
    header = "Searches for good settings of a recipe.",
    description = {
      "",
      "Trains trials with different values of some options of @|bold train|@, compares them, and"
          + " says what mattered. Each trial is a run that @|bold train --resume|@,"
          + " @|bold evaluate|@ and @|bold predict|@ take. Ctrl-C stops after the steps at work;"
          + " --resume goes on.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry sweep mine.yaml photos --param learning-rate=log:1e-5..1e-2|@",
      "  @|bold peaberry sweep mine.yaml --param batch-size=16,32,64 --method grid|@",
      "  @|bold peaberry sweep cifar10-cnn --method asha --trials 30 --set epochs=27|@",
      "    @|bold --param learning-rate=log:1e-4..1e-2 --param \"optimizer=adam,sgd(momentum=0.9)\"|@",
      "  @|bold peaberry sweep --resume sweeps/mine|@"
    })
final class SweepCommand implements Callable<Integer> {
  /** How many trials are drawn if nobody says. */
  static final int USUAL_TRIALS = 20;

  private static final int PROCESSORS_OF_A_TRIAL = 8;
  private static final int MOST_AT_A_TIME = 4;
  private static final Set<String> WITH_RESUME =
      Set.of(
          "--resume", "--trials", "--parallel", "--retry-failed", "--quiet", "--json", "--debug");

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "RECIPE",
      arity = "0..1",
      description = "A recipe by its name, or a .yaml file, as for @|bold train --recipe|@.")
  private String recipe;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      arity = "0..1",
      description = "In the place of the recipe's: " + Pictures.HELP)
  private String data;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUES",
      description =
          "An option of train and what it may be: a,b,c, a range such as 1..10, or"
              + " log:1e-5..1e-2 where factors count rather than differences. An empty value"
              + " leaves the option out. Give one for each.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "An option of train that all trials have, such as epochs=27, in the place of the"
              + " recipe's. May be given several times.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--method",
      paramLabel = "random|grid|asha",
      converter = Choices.OfSearch.class,
      defaultValue = "random",
      description =
          "random (the default) draws combinations, grid takes all, asha draws and lets only the"
              + " best of each rung train on: asynchronous successive halving.")
  private Search method;

  @Option(
      names = "--trials",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "How many combinations to draw. Default: " + USUAL_TRIALS + ".")
  private Integer trials;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Numbers.SeedNumber.class,
      defaultValue = "42",
      description =
          "Of what is drawn. The same seed tries the same. Default: ${DEFAULT-VALUE}. (The"
              + " trainings' own seed is --set seed=N.)")
  private long seed;

  @Option(
      names = "--score",
      paramLabel = "NAME",
      description =
          "By what trials are compared, and each keeps its best epoch. Default: the recipe's"
              + " monitor, or else val_accuracy.")
  private String score;

  @Option(
      names = "--reduction",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "3",
      description = "With asha: one trial of so many goes on. Default: ${DEFAULT-VALUE}.")
  private int reduction;

  @Option(
      names = "--min-epochs",
      paramLabel = "N",
      converter = Numbers.Count.class,
      defaultValue = "1",
      description = "With asha: what every trial gets at least. Default: ${DEFAULT-VALUE}.")
  private int leastEpochs;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description =
          "How many trials to train at a time, if memory allows. Default: 1, and one more for"
              + " every 8 processors.")
  private Integer parallel;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where to write everything. Default: sweeps/NAME, after RECIPE.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "SWEEP",
      description = "Go on with a sweep; with --trials, with more of them.")
  private String resume;

  @Option(names = "--retry-failed", description = "With --resume: try failed trials again.")
  private boolean retryFailed;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show only the report.")
  private boolean quiet;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  private final Console console;

  SweepCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (resume != null) {
      return goOn();
    }
    if (retryFailed) {
      throw new InputException("Found --retry-failed without --resume; leave it out");
    }
    if (recipe == null) {
      throw new InputException(
          "Found no RECIPE, expected one such as cifar10-cnn or a .yaml file; peaberry recipes lists them");
    }
    SweepFolder folder = out == null ? SweepFolder.free(name()) : new SweepFolder(out);
    Sweep sweep =
        new SweepPlanner(console, TaskProgress.on(console, quiet))
            .plan(
                new SweepPlanner.Wish(
                    recipe,
                    Optional.ofNullable(data),
                    parameters,
                    settings,
                    method,
                    Optional.ofNullable(trials),
                    seed,
                    Optional.ofNullable(score),
                    reduction,
                    leastEpochs),
                folder.name());
    folder.create();
    return work(folder, sweep);
  }

  /** The recipe's name without its folder and ending. */
  private String name() {
    return Pictures.path(recipe).getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  private int goOn() throws IOException {
    requireNothingElse();
    SweepFolder folder = new SweepFolder(Pictures.path(resume));
    Sweep begun = folder.read();
    return work(folder, readyToGoOn(trials == null ? begun : withMore(begun)));
  }

  private void requireNothingElse() {
    List<String> others =
        new ArrayList<>(
            spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !WITH_RESUME.contains(name))
                .toList());
    if (recipe != null) {
      others.add(recipe);
    }
    if (!others.isEmpty()) {
      throw new InputException(
          "Found %s together with --resume, which takes it from the sweep; leave it out"
              .formatted(String.join(" and ", others)));
    }
  }

  private Sweep withMore(Sweep begun) {
    if (begun.search() == Search.GRID || trials < begun.trials().size()) {
      throw new InputException(
          "Found --trials %d with --resume of %s of %d trials, expected more of a random search; leave it out"
              .formatted(
                  trials,
                  begun.search() == Search.GRID ? "a grid" : "a sweep",
                  begun.trials().size()));
    }
    List<Trial> all = new ArrayList<>(begun.trials());
    List<Trial> planned = Sweep.plan(begun.search(), begun.space(), trials, begun.seed());
    all.addAll(planned.subList(all.size(), planned.size()));
    return begun.withTrials(all);
  }

  /** What a killed process has left running is saved, if it had come to save itself. */
  private Sweep readyToGoOn(Sweep sweep) {
    List<Trial> ready = new ArrayList<>();
    for (Trial trial : sweep.trials()) {
      boolean again = retryFailed && trial.state() == Trial.State.FAILED;
      ready.add(again || trial.state() == Trial.State.RUNNING ? trial.interrupted() : trial);
    }
    return sweep.withTrials(ready);
  }

  private int work(SweepFolder folder, Sweep sweep) throws IOException {
    try (FileChannel claim = folder.claim();
        StopSignal stop = new StopSignal(this::tellStopping)) {
      Sweep after =
          new SweepRun(folder, sweep, parallel(sweep), new SweepDisplay(console, quiet)).run(stop);
      new SweepFiles(folder, after).write();
      SweepReport report = new SweepReport(folder, after);
      if (json) {
        console.printPlain(Json.pretty(report.toJson()));
      } else {
        report.print(console);
      }
      if (stop.isRequested()) {
        console.tell(
            "Stopped and saved. To go on: @|bold peaberry sweep --resume %s|@", folder.path());
        return TrainingJob.INTERRUPTED;
      }
      return after.best().isPresent() ? Failures.OK : Failures.FAILED;
    }
  }

  private int parallel(Sweep sweep) {
    if (parallel != null) {
      return parallel;
    }
    boolean ofProcessor = sweep.recipe().getOrDefault("device", "cpu").equals("cpu");
    int processors = Runtime.getRuntime().availableProcessors();
    return ofProcessor
        ? Math.max(1, Math.min(MOST_AT_A_TIME, processors / PROCESSORS_OF_A_TRIAL))
        : 1;
  }

  private void tellStopping() {
    if (!quiet) {
      console.tell("%nStopping after the steps at work ...", "");
    }
  }
}
